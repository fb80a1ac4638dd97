import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What happens to a call instead of being passed on. */
export type Fault =
  /** Passed on; its answer is lost. */
  | { kind: 'lost-answer' }
  /** Passed on; nobody answers. */
  | { kind: 'held-answer' }
  /** The connection is reset when so many bytes of the body have come. */
  | { kind: 'reset-at'; bytes: number }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** Nobody answers. */
  | { kind: 'hang' }

export interface FaultRule {
  matches: RegExp
  fault: Fault
  /** Default 1. */
  times?: number
}

export interface FaultyUpstream {
  listener: (req: IncomingMessage, res: ServerResponse) => void
  /** `METHOD path` of every call. */
  seen: string[]
  break(...rules: FaultRule[]): void
}

/**
 * A local Images service behind a listener that fails as told. Its one-time URLs lead through the listener.
 * @param origin of the service
 */
export function faultyUpstream(origin: string): FaultyUpstream {
  const seen: string[] = []
  let rules: { rule: FaultRule; left: number }[] = []
  return {
    seen,
    break(...next) {
      rules = next.map((rule) => ({ rule, left: rule.times ?? 1 }))
    },
    listener(req, res) {
      const line = `${req.method} ${req.url}`
      seen.push(line)
      const hit = rules.find(({ rule, left }) => left > 0 && rule.matches.test(line))
      if (hit === undefined) return pass(origin, req, res)
      hit.left -= 1
      const { fault } = hit.rule
      if (fault.kind === 'lost-answer') return pass(origin, req, res, () => req.socket.destroy())
      if (fault.kind === 'held-answer') return pass(origin, req, res, () => {})
      if (fault.kind === 'reset-at') return resetAt(fault.bytes, req)
      req.resume()
      if (fault.kind === 'hang') return
      res.writeHead(fault.status, fault.headers).end(fault.body ?? '')
    },
  }
}

function resetAt(bytes: number, req: IncomingMessage): void {
  let received = 0
  if (bytes === 0) req.socket.destroy()
  req.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received >= bytes) req.socket.resetAndDestroy()
  })
  req.on('error', () => {})
}

function pass(origin: string, req: IncomingMessage, res: ServerResponse, lose?: () => void): void {
  const { hostname, port, host } = new URL(origin)
  const headers = { ...req.headers, host, 'accept-encoding': 'identity' }
  const onward = request({ hostname, port, method: req.method, path: req.url, headers }, (answer) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    answer.once('end', () => {
      if (lose !== undefined) return lose()
      const body = Buffer.concat(chunks)
      const isText = /json/.test(answer.headers['content-type'] ?? '')
      const led = isText
        ? Buffer.from(body.toString().replaceAll(`${origin}/upload/`, `http://${req.headers.host}/upload/`))
        : body
      const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = answer.headers
      res.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': led.length }).end(led)
    })
  })
  onward.once('error', () => res.destroy())
  req.once('error', () => onward.destroy())
  req.pipe(onward)
}

/** A port of its own for a listener that stands before processes which are killed. */
export function serve(listener: FaultyUpstream['listener']) {
  const server = createServer(listener)
  return new Promise<{ origin: string; close(): void }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}
