import { connect } from 'node:net'

/** What a server answered to bytes as they are; `status` is 0 when it only closed the connection. */
export interface RawAnswer {
  status: number
  text: string
  /** Status lines in what came back: more than one means that it saw more than one request. */
  answers: number
}

/**
 * Sends `request` byte for byte and waits for the server to close, 10 s at most. Our side is ended at once, or with
 * `quietMs` kept open until nothing was heard for so long.
 */
export async function sendRaw(
  origin: string,
  request: string | Buffer,
  quietMs: number | null = null,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.setTimeout(quietMs ?? 10_000, () => socket.destroy())
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
  })
  // A server that refuses may reset the connection while we are still sending.
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  if (quietMs === null) socket.end(request)
  else socket.write(request)
  await closed
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    text,
    answers: text.split(/HTTP\/1\.1 \d{3} /).length - 1,
  }
}
