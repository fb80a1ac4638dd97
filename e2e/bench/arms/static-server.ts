import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'

/** A plain static file server for one file: `node static-server.ts <port> <file> <content type>`. */

const [port, file = '', contentType = 'application/octet-stream'] = process.argv.slice(2)

createServer(async (_incoming, outgoing) => {
  const { size } = await stat(file)
  outgoing.writeHead(200, { 'content-type': contentType, 'content-length': size })
  createReadStream(file).pipe(outgoing)
}).listen(Number(port), '127.0.0.1')
