import { createServer } from 'node:http'

/** An upstream that takes uploads and throws them away. Answers as the Images API does. */

const image = {
  id: '2cdc28f0-017a-49c4-9ed7-87056c83901f',
  filename: 'noise.jpg',
  uploaded: '2026-01-31T16:39:28.458Z',
  requireSignedURLs: false,
  variants: ['http://127.0.0.1/hash/2cdc28f0-017a-49c4-9ed7-87056c83901f/public'],
}
const answer = JSON.stringify({ success: true, errors: [], messages: [], result: image })

createServer((req, res) => {
  req.on('error', () => res.destroy())
  req.resume()
  req.on('end', () => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    res.end(answer)
  })
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
