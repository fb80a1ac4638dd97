import { createServer } from 'node:http'
import { Pool } from 'undici'

/** The barest proxy Node can be: node:http in, `undici.stream` out, no look at what passes. */

const upstream = new Pool(process.env['BENCH_UPSTREAM'] ?? '', { connections: 32 })

createServer((req, res) => {
  const { host: _host, connection: _connection, ...headers } = req.headers
  upstream
    .stream(
      {
        method: req.method === 'POST' ? 'POST' : 'GET',
        path: req.url ?? '/',
        headers,
        body: req.method === 'POST' ? req : null,
      },
      ({ statusCode, headers: received }) => {
        const { connection: _hop, 'keep-alive': _alive, ...kept } = received
        return res.writeHead(statusCode, kept)
      },
    )
    .catch(() => res.destroy())
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
