import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** An upstream that costs next to nothing: answers every GET with the same recorded JSON, as a static nginx would. */

const body = readFileSync(process.env['BENCH_FILE'] ?? '')
const answer = Buffer.concat([
  Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`,
  ),
  body,
])
const END = Buffer.from('\r\n\r\n')

createServer({ noDelay: true }, (socket) => {
  let rest = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(END); end >= 0; end = rest.indexOf(END)) {
      rest = rest.subarray(end + END.length)
      socket.write(answer)
    }
  })
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
