import { chromium, expect, type Page } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts'
import { test } from './support/fixtures.ts'
import { askUpstream } from './support/topology.ts'

/** A name of an attacker that now leads to this machine. */
const REBOUND = 'rebound.test'

interface Attempt {
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
}

interface Outcome {
  /** 0: no answer could be read. */
  status: number
  text: string
}

/** What a page at `origin` gets from its own origin; the page itself never comes from the server there. */
async function attempt(page: Page, origin: string, attempts: readonly Attempt[]): Promise<Outcome[]> {
  await page.route(`${origin}/attack.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>attack</title>' }),
  )
  await page.goto(`${origin}/attack.html`)
  return page.evaluate(
    async (list) =>
      Promise.all(
        list.map(async ({ method, path, headers, body }) => {
          try {
            const answer = await fetch(path, { method, headers, body })
            return { status: answer.status, text: await answer.text() }
          } catch {
            return { status: 0, text: '' }
          }
        }),
      ),
    attempts,
  )
}

const json = { 'content-type': 'application/json', 'x-picture-desk': '1' }
const read = (path: string, headers: Record<string, string> = {}): Attempt => ({
  method: 'GET',
  path,
  headers,
  body: null,
})
const write = (method: string, path: string, body: unknown, headers: Record<string, string>): Attempt => ({
  method,
  path,
  headers,
  body: JSON.stringify(body),
})

test('T11: a page under a rebound name reads nothing and writes nothing, at the desk and at the Images service', async ({
  desk,
  upstream,
}) => {
  test.setTimeout(120_000)
  const form = new FormData()
  form.set('id', 'secret/picture.svg')
  form.set(
    'file',
    new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' }),
  )
  expect((await askUpstream(upstream, '/v1', { method: 'POST', body: form })).status).toBe(200)
  const stored = JSON.stringify(await askUpstream(upstream, '/v1/secret%2Fpicture.svg'))
  const hash = /http:\/\/[^/]+\/([\w-]{22})\//.exec(stored)?.[1] ?? ''

  const id = 'secret%2Fpicture.svg'
  const deskAttempts: Attempt[] = [
    ...['/', '/healthz', '/readyz', '/api/images', `/api/images/${id}`, '/api/variants'].map((p) => read(p)),
    ...['/api/account', '/api/stats', '/api/signing-keys', `/api/thumbnails/320/${id}`].map((p) => read(p)),
    write('DELETE', `/api/images/${id}`, {}, json),
    write('PATCH', `/api/images/${id}`, { creator: 'attacker' }, json),
    write('POST', '/api/guest/uploads', {}, json),
    write('POST', '/api/upload-links', {}, json),
    write('POST', '/api/signing-keys', { name: 'attacker' }, json),
    write('POST', '/api/signing-keys/default/reveal', {}, json),
    write('DELETE', '/api/variants/public', {}, json),
  ]
  // Even with the token, which such a page does not have.
  const authorization = `Bearer ${upstream.apiToken}`
  const images = `/client/v4/accounts/${upstream.accountId}/images`
  const upstreamAttempts: Attempt[] = [
    ...['/v2', '/v1/keys', '/v1/batch_token', '/v1/stats', `/v1/${id}/blob`].map((path) =>
      read(images + path, { authorization }),
    ),
    ...[`/${hash}/secret/picture.svg/public`, '/client/v4/user/tokens/verify'].map((path) =>
      read(path, { authorization }),
    ),
    write('DELETE', `${images}/v1/${id}`, {}, { authorization }),
    write('PATCH', `${images}/v1/${id}`, { creator: 'attacker' }, { authorization, ...json }),
    write('PATCH', `${images}/v1/config`, { flexible_variants: true }, { authorization, ...json }),
    write('DELETE', `${images}/v1/keys/default`, {}, { authorization }),
  ]
  const targets = [
    { origin: desk.origin, attempts: deskAttempts },
    { origin: upstream.origin, attempts: upstreamAttempts },
  ]

  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: [
      ...CHROMIUM_FLAGS,
      `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`,
      // The browser has a defence of its own by now; here ours has to do alone.
      '--disable-features=LocalNetworkAccessChecks',
    ],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    const page = await browser.newPage()
    const truth = async () => [
      await askUpstream(upstream, '/v1/secret%2Fpicture.svg'),
      await askUpstream(upstream, '/v1/keys'),
      await askUpstream(upstream, '/v1/variants'),
    ]
    const before = await truth()
    for (const { origin, attempts } of targets) {
      const rebound = origin.replace('127.0.0.1', REBOUND)
      const outcomes = await attempt(page, rebound, attempts)
      expect(outcomes.map(({ status }) => status)).toEqual(attempts.map(() => 421))
      const said = outcomes.map(({ text }) => text).join('\n')
      expect(said).not.toMatch(/secret|picture\.svg|local_|"keys"|<div id="root"/)
      const shown = await page.goto(`${rebound}/`)
      expect(shown?.status()).toBe(421)
    }
    expect(await truth()).toEqual(before)

    await test.step('under their own name the same pages are answered, so that 421 means something', async () => {
      for (const { origin, attempts } of targets) {
        const reads = attempts.filter(({ method }) => method === 'GET')
        const outcomes = await attempt(page, origin, reads)
        expect(outcomes.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5)
      }
    })
  } finally {
    await browser.close()
  }
})
