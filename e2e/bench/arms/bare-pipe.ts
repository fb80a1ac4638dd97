import { createServer } from 'node:http'
import { Pool } from 'undici'

/** The least a proxy can do: `node bare-pipe.ts <port> <upstream origin> <token>`. */

const [port, upstream = '', token = ''] = process.argv.slice(2)
const pool = new Pool(upstream, { connections: 64 })

createServer((incoming, outgoing) => {
  const { host: _host, connection: _connection, expect: _expect, ...headers } = incoming.headers
  pool
    .stream(
      {
        path: incoming.url ?? '/',
        method: incoming.method === 'POST' ? 'POST' : 'GET',
        headers: { ...headers, authorization: `Bearer ${token}` },
        body: incoming.method === 'POST' ? incoming : null,
      },
      ({ statusCode, headers: answer }) => {
        outgoing.writeHead(statusCode, { 'content-type': String(answer['content-type']) })
        return outgoing
      },
    )
    .catch(() => outgoing.destroy())
}).listen(Number(port), '127.0.0.1')
