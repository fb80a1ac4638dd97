import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type APIRequestContext, expect } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { freePort, startServer } from './support/processes.ts'
import { startDesk, startImagesService } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const builtApp = fileURLToPath(new URL('../web/dist', import.meta.url))
/** Recorded exchanges, those of the pages included. */
const EXCHANGES = process.env['DEEP'] ? 5_000 : 400

/** Calls of the desk that answer something, with what the upstream refuses among them. */
const CALLS: readonly (readonly [method: string, path: string, data?: unknown])[] = [
  ['GET', '/'],
  ['GET', '/healthz'],
  ['GET', '/api/images'],
  ['GET', '/api/images?perPage=1000'],
  ['GET', '/api/images/nosuch'],
  ['GET', '/api/images/nosuch/original'],
  ['GET', '/api/images/nosuch/facts'],
  ['GET', '/api/images/nosuch/record'],
  ['GET', '/api/thumbnails/320/nosuch'],
  ['GET', '/api/variants'],
  ['GET', '/api/variants/nosuch'],
  ['GET', '/api/account'],
  ['GET', '/api/stats'],
  ['GET', '/api/signing-keys'],
  ['GET', '/api/nosuch'],
  ['GET', '/api/images/%ff'],
  ['POST', '/api/images/by-url', { url: 'http://127.0.0.1/a.jpg' }],
  ['POST', '/api/images/by-url', { url: 'http://127.0.0.1/a.jpg', id: 'a.pdf' }],
  ['GET', '/api/settings/uploads'],
  ['POST', '/api/uploads/00000000-0000-4000-8000-000000000000/ticket', { id: 'a.pdf' }],
  ['GET', '/api/uploads/00000000-0000-4000-8000-000000000000'],
  ['POST', '/api/inbox/accept', { ids: ['nosuch'] }],
  ['POST', '/api/guest/uploads', {}],
  ['POST', '/api/variants', { name: 'x-y' }],
  ['POST', '/api/signing-keys', { name: 'default' }],
  ['POST', '/api/signing-keys/default/reveal'],
  ['PATCH', '/api/images/nosuch', { creator: 'x' }],
  ['DELETE', '/api/images/nosuch'],
]

/** The ways a token may be written. */
function spellings(token: string): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return [
    token,
    token.toUpperCase(),
    [...token].toReversed().join(''),
    base64(token).replace(/=+$/, '').slice(0, -1),
    base64(`Bearer ${token}`).slice(12, -4),
    Buffer.from(token).toString('hex'),
    encodeURIComponent(`Bearer ${token}`),
    [...token].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
  ]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

/** Asks until `count` exchanges are recorded; each as one text of headers and body. */
async function record(
  request: APIRequestContext,
  origin: string,
  count: number,
  seen: (exchange: string) => void,
): Promise<void> {
  const headers = { origin, 'x-picture-desk': '1', 'sec-fetch-site': 'same-origin' }
  for (let at = 0; at < count; at++) {
    const [method, path, data] = CALLS[at % CALLS.length] ?? CALLS[0] ?? ['GET', '/']
    const answer = await request.fetch(origin + path, {
      method,
      headers,
      ...(data !== undefined && { data }),
      failOnStatusCode: false,
      maxRedirects: 0,
    })
    seen(`${method} ${path} ${JSON.stringify(answer.headersArray())} ${await answer.text()}`)
    if (path.startsWith('/api/')) expect(answer.headers()['cache-control'], path).toContain('no-store')
  }
}

test(`T1: the token is in none of ${EXCHANGES} exchanges, no log, no stored or built file, no crash output`, async ({
  page,
  request,
  folder,
}) => {
  test.setTimeout(process.env['DEEP'] ? 600_000 : 240_000)
  const upstream = await startImagesService(`${folder}/leak-upstream`, { API_QUOTA: '1000000' })
  const token = upstream.apiToken
  const deskFolder = `${folder}/leak-desk`
  const desk = await startDesk(upstream, deskFolder, { API_QUOTA: '1000000', LOG_LEVEL: 'debug' })
  const exchanges: string[] = []
  const storage: string[] = []
  try {
    page.on('response', async (answer) => {
      const body = await answer.text().catch(() => '')
      exchanges.push(`${answer.url()} ${JSON.stringify(await answer.allHeaders().catch(() => ({})))} ${body}`)
    })
    await page.goto(`${desk.origin}/images`)
    await uploadFiles(page, [await drawPhoto(folder, 'leak.jpg')])
    for (const path of ['/variants', '/variants/public', '/keys', '/settings', '/nowhere', '/images']) {
      await page.goto(desk.origin + path)
      await expect(page.getByRole('heading').first()).toBeVisible()
    }
    storage.push(
      await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
      ),
    )
    await record(request, desk.origin, EXCHANGES, (exchange) => exchanges.push(exchange))
    expect(exchanges.length).toBeGreaterThanOrEqual(EXCHANGES)
  } finally {
    await desk.process.stop()
    await upstream.process.stop()
  }

  const outputs = [desk.process.output(), upstream.process.output(), ...(await crashOutputs(token, folder))]
  // What the service prints for its owner to copy is the one place where the token is meant to be.
  outputs[1] = (outputs[1] ?? '').replace(/^Token +\S+$/m, '')
  const built = filesBelow(builtApp)
  const stored = filesBelow(deskFolder).concat(filesBelow(`${folder}/leak-upstream`))
  expect(stored.some((path) => path.endsWith('.sqlite'))).toBe(true)
  expect(built.some((path) => path.endsWith('.js'))).toBe(true)
  const files = [...built, ...stored].map((path) => readFileSync(path, 'latin1'))
  const places = { exchanges, storage, outputs, files }
  for (const [place, texts] of Object.entries(places)) {
    for (const spelling of spellings(token)) {
      expect(texts.filter((text) => text.includes(spelling)).length, `${place}: ${spelling}`).toBe(0)
    }
  }
})

/** What the desk says when it cannot start: its port is taken, its folder is a file, a setting is wrong. */
async function crashOutputs(token: string, folder: string): Promise<string[]> {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  const settings = {
    CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32),
    CLOUDFLARE_API_TOKEN: token,
    DATA_DIR: `${folder}/leak-crash`,
    PORT: String(await freePort()),
  }
  const starts = [
    { ...settings, PORT: String(port) },
    { ...settings, DATA_DIR: await drawPhoto(folder, 'no-folder.jpg') },
    { ...settings, CLOUDFLARE_API_TOKEN: `${token} with a space` },
    { ...settings, API_QUOTA: 'many' },
  ]
  try {
    return await Promise.all(starts.map((env) => outputOfFailedStart(env)))
  } finally {
    taken.close()
  }
}

async function outputOfFailedStart(env: Record<string, string>): Promise<string> {
  try {
    const { stop } = await startServer({ script: 'server/main.ts', env }, () => Promise.resolve(false))
    await stop()
  } catch (error) {
    return String(error)
  }
  throw new Error('It started, and was not meant to')
}
