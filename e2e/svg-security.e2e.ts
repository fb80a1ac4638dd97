import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type Browser, expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { type SvgPayload, svgPayloads } from './support/svg-payloads.ts'
import { askUpstream, type RunningImagesService } from './support/topology.ts'

/** Documents open at the same time. */
const PAGES = 6
/** Without `DEEP`, the two checks of the checks look at each fourth payload. */
const EVERY = process.env['DEEP'] ? 1 : 4
/** For events, animations and loads that come a little later. */
const DWELL_MS = 60

// Recording hundreds of documents would take longer than opening them.
test.use({ trace: 'off' })

async function listen(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, origin: `http://127.0.0.1:${address.port}` }
}

/** Opens each address as a document, points and clicks at it; the names of those whose script ran. */
async function openAll(
  browser: Browser,
  documents: readonly { name: string; url: string }[],
): Promise<string[]> {
  const ran: string[] = []
  let next = 0
  const context = await browser.newContext()
  const work = async (): Promise<void> => {
    let page = await context.newPage()
    for (let one = documents[next++]; one !== undefined; one = documents[next++]) {
      let dialogs = 0
      page.removeAllListeners('dialog').on('dialog', (dialog) => {
        dialogs += 1
        dialog.dismiss().catch(() => {})
      })
      // A click may have led the page before away, which interrupts this.
      const opened = await page.goto(one.url, { waitUntil: 'commit' }).catch(() => null)
      if (opened === null) {
        await page.close()
        page = await context.newPage()
        await page.goto(one.url, { waitUntil: 'commit' })
      }
      await touch(page)
      if ((await wasMarked(page)) || dialogs > 0) ran.push(one.name)
    }
  }
  await Promise.all(Array.from({ length: PAGES }, work))
  await context.close()
  return ran
}

const scriptFor = (canary: string): string =>
  `document.documentElement.setAttribute('data-ran','1');new Image().src='${canary}/ran'`

/** Each fourth payload, at the address that serves it raw. */
const sampleOf = (payloads: readonly SvgPayload[], origin: string) =>
  payloads.map(({ name }, at) => ({ name, url: `${origin}/${at}` })).filter((_, at) => at % EVERY === 0)

async function touch(page: Page): Promise<void> {
  await page.mouse.move(20, 20)
  await page.mouse.click(25, 25)
  await page.waitForTimeout(DWELL_MS)
}

/** A page that went elsewhere by itself has no mark, but the canary heard of it. */
const wasMarked = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.hasAttribute('data-ran')).catch(() => false)

async function deliveryUrl(upstream: RunningImagesService, { document }: SvgPayload): Promise<string | null> {
  const body = new FormData()
  body.set('file', new File([document], 'payload.svg', { type: 'image/svg+xml' }))
  const { status, result } = await askUpstream(upstream, '/v1', { method: 'POST', body })
  if (status !== 200) return null
  return /"(http:[^"]*\/public)"/.exec(JSON.stringify(result))?.[1] ?? null
}

test('T6: of at least 200 hostile SVGs opened from the delivery host none runs or loads anything', async ({
  browser,
  upstream,
}) => {
  test.setTimeout(300_000)
  const heard: string[] = []
  const canary = await listen((req, res) => {
    heard.push(req.url ?? '')
    res.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  })
  const payloads = svgPayloads(canary.origin, scriptFor(canary.origin))

  await test.step('they are delivered, and silent', async () => {
    const documents: { name: string; url: string }[] = []
    const urls = await Promise.all(payloads.map((payload) => deliveryUrl(upstream, payload)))
    for (const [at, url] of urls.entries()) {
      if (url !== null) documents.push({ name: payloads[at]?.name ?? '', url })
    }
    expect(documents.length).toBeGreaterThanOrEqual(200)
    expect(await openAll(browser, documents)).toEqual([])
    expect(heard).toEqual([])
  })

  await test.step('served raw, many of them do what they try, so that silence means something', async () => {
    const raw = await listen((req, res) => {
      const payload = payloads[Number(req.url?.slice(1))]
      res.writeHead(200, { 'content-type': 'image/svg+xml' }).end(payload?.document)
    })
    const sample = sampleOf(payloads, raw.origin)
    const ran = await openAll(browser, sample)
    expect(ran.length).toBeGreaterThan(sample.length / 6)
    expect(new Set(heard).size).toBeGreaterThan(sample.length / 20)
    raw.server.closeAllConnections()
    raw.server.close()
  })
  canary.server.closeAllConnections()
  canary.server.close()
})

test('T6: the policy alone stops them too, should the cleaning miss one', async ({ browser, upstream }) => {
  test.setTimeout(120_000)
  const url = await deliveryUrl(upstream, { name: '', document: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
  const headers = Object.fromEntries((await fetch(url ?? '')).headers)
  const heard: string[] = []
  const canary = await listen((req, res) => {
    heard.push(req.url ?? '')
    res.end()
  })
  const payloads = svgPayloads(canary.origin, scriptFor(canary.origin))
  const raw = await listen((req, res) => {
    res.writeHead(200, {
      'content-type': 'image/svg+xml',
      'content-security-policy': headers['content-security-policy'] ?? '',
      'x-content-type-options': headers['x-content-type-options'] ?? '',
    })
    res.end(payloads[Number(req.url?.slice(1))]?.document)
  })
  expect(await openAll(browser, sampleOf(payloads, raw.origin))).toEqual([])
  expect(heard).toEqual([])
  for (const { server } of [canary, raw]) {
    server.closeAllConnections()
    server.close()
  }
})
