import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/**
 * An upstream that costs next to nothing, so that what is measured is the proxy in front of it:
 * every GET answers the bytes of one file, every POST drains its body and answers one image.
 * `node still-upstream.ts <port> <file with a list answer> <file with an upload answer>`
 */

const [port, listFile = '', uploadFile = ''] = process.argv.slice(2)
const list = readFileSync(listFile)
const uploaded = readFileSync(uploadFile)
const headers = (body: Buffer) => ({ 'content-type': 'application/json', 'content-length': body.length })

createServer((incoming, outgoing) => {
  if (incoming.method !== 'POST') {
    outgoing.writeHead(200, headers(list)).end(list)
    return
  }
  incoming.resume().once('end', () => outgoing.writeHead(200, headers(uploaded)).end(uploaded))
}).listen(Number(port), '127.0.0.1')
