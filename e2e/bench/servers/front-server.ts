import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'

/**
 * Stands before the desk for the rows about the grid: passes everything on, but for thumbnails, which come from a few
 * files of the bench at once and are never kept, so that every arm draws distinct pictures at the same cost. Serves the
 * rival pages too.
 */

const target = new URL(process.env['BENCH_UPSTREAM'] ?? 'http://127.0.0.1')
const folder = process.env['BENCH_FOLDER'] ?? ''
const pictures = Array.from({ length: 24 }, (_, at) => readFileSync(join(folder, `thumbnail-${at}.webp`)))
const TYPES: Record<string, string> = { js: 'text/javascript', html: 'text/html', css: 'text/css' }
let served = 0

createServer((req, res) => {
  const path = req.url ?? '/'
  if (path.startsWith('/api/thumbnails/')) {
    served += 1
    res.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'no-store' })
    res.end(pictures[served % pictures.length])
    return
  }
  if (path.startsWith('/rival/')) {
    const file = path.slice('/rival/'.length).split('?')[0] ?? ''
    res.writeHead(200, { 'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })
    res.end(readFileSync(join(folder, 'rival', file)))
    return
  }
  const headers = { ...req.headers, host: target.host }
  if (headers.origin !== undefined) headers.origin = target.origin
  const onward = request(
    { hostname: target.hostname, port: target.port, method: req.method, path, headers },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    },
  )
  onward.once('error', () => res.destroy())
  res.once('close', () => onward.destroy())
  req.pipe(onward)
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
