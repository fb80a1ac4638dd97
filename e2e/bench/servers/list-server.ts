import { createServer, type ServerResponse } from 'node:http'

/**
 * An Images API that only lists: `BENCH_IMAGES` images, a page of at most 1,000 after `BENCH_LATENCY_MS`, with keyset
 * cursors. `/bench` tells how many pages were asked for and how long the answers took, by order.
 */

const images = Number(process.env['BENCH_IMAGES'])
const latencyMs = Number(process.env['BENCH_LATENCY_MS'])
const FIRST_UPLOAD = Date.UTC(2020, 0, 1)
const EVERY_MS = 97_000
const asked = { asc: 0, desc: 0 }
const tookMs = { asc: 0, desc: 0 }
let firstAt = 0

const image = (number: number) => {
  const id = `${(number * 2_654_435_761).toString(16).padStart(13, '0')}-${number}`
  return {
    id,
    filename: `picture ${number}.jpg`,
    uploaded: new Date(FIRST_UPLOAD + number * EVERY_MS).toISOString(),
    creator: `person-${number % 40}`,
    meta: { alt: `What is on picture ${number}`, campaign: `campaign ${number % 300}` },
    requireSignedURLs: number % 20 === 0,
    variants: [`http://127.0.0.1:9/hash/${id}/public`],
  }
}

function sendPage(query: URLSearchParams, res: ServerResponse): void {
  const startedAt = performance.now()
  if (firstAt === 0) firstAt = Date.now()
  const order = query.get('sort_order') === 'asc' ? 'asc' : 'desc'
  const limit = Math.min(1000, Number(query.get('per_page')))
  const from = Number(query.get('continuation_token') ?? 0)
  asked[order] += 1
  setTimeout(() => {
    const to = Math.min(images, from + limit)
    const page = Array.from({ length: to - from }, (_, at) =>
      image(order === 'asc' ? from + at : images - 1 - from - at),
    )
    const result = { images: page, continuation_token: to < images ? String(to) : null }
    res.end(JSON.stringify({ result, success: true, errors: [], messages: [] }))
    tookMs[order] += performance.now() - startedAt
  }, latencyMs)
}

createServer((req, res) => {
  const url = new URL(req.url ?? '/', 'http://localhost')
  res.setHeader('content-type', 'application/json')
  if (url.pathname === '/') res.end('{}')
  else if (url.pathname === '/bench') res.end(JSON.stringify({ asked, tookMs, firstAt }))
  else if (url.pathname.endsWith('/images/v2')) sendPage(url.searchParams, res)
  else res.writeHead(404).end('{"success":false,"errors":[{"code":5404,"message":"not found"}]}')
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
