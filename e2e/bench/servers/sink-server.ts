import { createServer } from 'node:http'

/** An upstream that takes uploads and throws them away. Answers as the Images API does. */

const image = {
  id: '2cdc28f0-017a-49c4-9ed7-87056c83901f',
  filename: 'noise.jpg',
  uploaded: '2026-01-31T16:39:28.458Z',
  requireSignedURLs: false,
  variants: ['http://127.0.0.1/hash/2cdc28f0-017a-49c4-9ed7-87056c83901f/public'],
}
const textOf = (result: object) => JSON.stringify({ success: true, errors: [], messages: [], result })
const stored = textOf(image)

createServer((req, res) => {
  req.on('error', () => res.destroy())
  req.resume()
  req.on('end', () => {
    const isDraft = req.url?.endsWith('/direct_upload') ?? false
    const answer = isDraft
      ? textOf({ id: image.id, uploadURL: `http://${req.headers.host}/upload/${image.id}` })
      : stored
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    res.end(answer)
  })
}).listen(Number(process.env['BENCH_PORT']), '127.0.0.1')
