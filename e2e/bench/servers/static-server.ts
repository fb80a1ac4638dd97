import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'

/** A static file server without anything: one file, its size looked up, its bytes streamed. */

const file = process.env['BENCH_FILE'] ?? ''
const type = process.env['BENCH_TYPE'] ?? ''

createServer((_req, res) => {
  stat(file).then(
    ({ size }) => {
      res.writeHead(200, { 'content-type': type, 'content-length': size })
      createReadStream(file).pipe(res)
    },
    () => res.destroy(),
  )
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
