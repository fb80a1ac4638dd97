import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { answers, freePort, type ServerProcess, startServer } from './processes.ts'

/** What the BFF knows of an Images API, and what a test needs to speak to it behind the BFF's back. */
export interface Upstream {
  apiBaseUrl: string
  accountId: string
  apiToken: string
}

export interface RunningImagesService extends Upstream {
  origin: string
  process: ServerProcess
}

export interface RunningDesk {
  origin: string
  process: ServerProcess
}

const bearer = ({ apiToken }: Upstream) => ({ authorization: `Bearer ${apiToken}` })

/** The local Images service alone, in a process of its own, with an empty library unless `dataDir` holds one. */
export async function startImagesService(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<RunningImagesService> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const upstream: Upstream = {
    apiBaseUrl: `${origin}/client/v4`,
    accountId: randomBytes(16).toString('hex'),
    apiToken: `e2e-${randomBytes(20).toString('hex')}`,
  }
  const settings = {
    IMAGES_SERVICE_PORT: String(port),
    IMAGES_SERVICE_ACCOUNT_ID: upstream.accountId,
    IMAGES_SERVICE_API_TOKEN: upstream.apiToken,
    DATA_DIR: dataDir,
    ...env,
  }
  const stats = `${upstream.apiBaseUrl}/accounts/${upstream.accountId}/images/v1/stats`
  const process = await startServer({ script: 'server/main-images-service.ts', env: settings }, () =>
    answers(stats, bearer(upstream)),
  )
  return { ...upstream, origin, process }
}

/** The desk in front of `upstream`, on a free port unless `env` names one. The app must be built. */
export async function startDesk(
  upstream: Upstream,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<RunningDesk> {
  const port = Number(env['PORT'] ?? (await freePort()))
  const origin = `http://127.0.0.1:${port}`
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    CLOUDFLARE_API_BASE_URL: upstream.apiBaseUrl,
    CLOUDFLARE_DELIVERY_ORIGIN: new URL(upstream.apiBaseUrl).origin,
    CLOUDFLARE_UPLOAD_ORIGIN: new URL(upstream.apiBaseUrl).origin,
    CLOUDFLARE_ACCOUNT_ID: upstream.accountId,
    CLOUDFLARE_API_TOKEN: upstream.apiToken,
    ...env,
  }
  const process = await startServer({ script: 'server/main.ts', env: settings }, () =>
    answers(`${origin}/healthz`),
  )
  return { origin, process }
}

/** A direct look at the upstream, to check what the desk says against the truth. */
export async function askUpstream(
  upstream: Upstream,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; result: unknown }> {
  const response = await fetch(`${upstream.apiBaseUrl}/accounts/${upstream.accountId}/images${path}`, {
    ...init,
    headers: { ...init.headers, ...bearer(upstream) },
    signal: AbortSignal.timeout(30_000),
  })
  const body: unknown = await response.json()
  const result = typeof body === 'object' && body !== null && 'result' in body ? body.result : null
  return { status: response.status, result }
}

/** Whether the account allows options in delivery URLs. */
export async function switchFlexible(upstream: Upstream, isOn: boolean): Promise<void> {
  await askUpstream(upstream, '/v1/config', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ flexible_variants: isOn }),
  })
}

const appHeaders = ({ origin }: RunningDesk) => ({
  'content-type': 'application/json',
  origin,
  'sec-fetch-site': 'same-origin',
  [REQUEST_HEADER.name]: REQUEST_HEADER.value,
})

/** Has the desk read the whole listing again; it does so after it has answered. */
export async function refreshLibrary(desk: RunningDesk): Promise<void> {
  const response = await fetch(`${desk.origin}/api/library/refresh`, {
    method: 'POST',
    headers: appHeaders(desk),
    body: '{}',
    signal: AbortSignal.timeout(30_000),
  })
  if (response.status !== 202) throw new Error(`The desk answered ${response.status}`)
}

/**
 * Deletes every image through the desk, and waits until it knows of none, so that a test starts from nothing whatever ran
 * before it. Behind its back would do less: it trusts its own uploads of the last minute more than a listing.
 */
export async function emptyLibrary(upstream: Upstream, desk: RunningDesk): Promise<void> {
  const headers = appHeaders(desk)
  const signal = AbortSignal.timeout(50_000)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${desk.origin}${path}`, { headers, signal, ...init })
  const { result } = await askUpstream(upstream, '/v2?per_page=1000')
  for (const [, id = ''] of JSON.stringify(result).matchAll(/"id":"([^"]+)"/g)) {
    await ask(`/api/images/${encodeURIComponent(id)}`, { method: 'DELETE' })
  }
  await refreshLibrary(desk)
  for (let text = ''; !/"complete":true.*"images":0\b/.test(text); await delay(200)) {
    text = await (await ask('/api/library/status')).text()
  }
}
