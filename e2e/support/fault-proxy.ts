import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** What the proxy does to requests that match, instead of passing them on. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** Accepts the request and never answers. */
  | { kind: 'hang' }
  /** Answers 200, announces more than it sends, then resets the connection. */
  | { kind: 'cut-body' }
  /** Passes the request on, then drops the answer: the upstream did it, nobody hears of it. */
  | { kind: 'lost-answer' }
  /** Passes so many bytes of the request's body on, then resets both connections. */
  | { kind: 'reset'; afterBytes: number }
  /** Passes the request on after a while. */
  | { kind: 'late'; ms: number }

export interface FaultRule {
  /** Of the path and method; every request when absent. */
  matches?: (method: string, path: string) => boolean
  fault: Fault
  /** How many requests it hits before it wears off; for ever when absent. */
  times?: number
  /** Hits this share of the matching requests, in an order that is the same in every run; all when absent. */
  share?: number
}

export interface FaultProxy {
  origin: string
  /** Replaces the rules in force; none = a plain proxy. */
  setRules(rules: FaultRule[]): void
  /** Another target from now on. */
  leadTo(target: string): void
  /** `METHOD path` of every request seen. */
  seen(): string[]
  close(): Promise<void>
}

/**
 * A real HTTP proxy on loopback in front of an origin, which fails on request. One-time upload URLs of the
 * Images API in its answers lead through it too.
 */
export async function startFaultProxy(firstTarget: string): Promise<FaultProxy> {
  let target = firstTarget
  let rules: { rule: FaultRule; left: number }[] = []
  const random = seededRandom()
  const seen: string[] = []
  const server = createServer((incoming, outgoing) => {
    const [method, path] = [incoming.method ?? 'GET', incoming.url ?? '/']
    seen.push(`${method} ${path}`)
    const hit = rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.matches?.(method, path) ?? true) &&
        (rule.share === undefined || random() < rule.share),
    )
    if (hit === undefined) return pass(target, incoming, outgoing)
    hit.left -= 1
    fail(hit.rule.fault, target, incoming, outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was assigned')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    setRules: (next) => {
      rules = next.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }))
    },
    leadTo: (next) => {
      target = next
    },
    seen: () => [...seen],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse, lose = false): void {
  const { hostname, port } = new URL(target)
  const onward = request(
    {
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: `${hostname}:${port}` },
    },
    (answer) => {
      if (lose) {
        answer.resume().once('end', () => outgoing.destroy())
        return
      }
      if (incoming.url?.endsWith('/direct_upload')) {
        void passHere(answer, outgoing, target, `http://${incoming.headers.host}`)
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    },
  )
  onward.once('error', () => outgoing.destroy())
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) onward.destroy()
  })
  incoming.pipe(onward)
}

/** The answer with `here` in place of `target`. */
async function passHere(answer: IncomingMessage, outgoing: ServerResponse, target: string, here: string) {
  try {
    const body = (await text(answer)).replaceAll(target, here)
    outgoing.writeHead(answer.statusCode ?? 502, {
      ...answer.headers,
      'content-length': String(Buffer.byteLength(body)),
    })
    outgoing.end(body)
  } catch {
    outgoing.destroy()
  }
}

function reset(
  afterBytes: number,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  let seenBytes = 0
  pass(target, incoming, outgoing)
  incoming.on('data', (chunk: Buffer) => {
    seenBytes += chunk.length
    if (seenBytes > afterBytes) incoming.socket.resetAndDestroy()
  })
}

/** The same numbers from 0 to 1 in every run (a linear congruential generator). */
function seededRandom(): () => number {
  let state = 20_261
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function fail(fault: Fault, target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  switch (fault.kind) {
    case 'status':
      incoming.resume()
      outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? '')
      return
    case 'hang':
      incoming.resume()
      return
    case 'cut-body':
      incoming.resume()
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' })
      outgoing.write('{"success": true, "result": {"images": [', () => outgoing.destroy())
      return
    case 'lost-answer':
      pass(target, incoming, outgoing, true)
      return
    case 'reset':
      reset(fault.afterBytes, target, incoming, outgoing)
      return
    case 'late':
      setTimeout(() => pass(target, incoming, outgoing), fault.ms)
      return
  }
}

/** The body and headers of a rate-limit answer as the API sends it. */
export function rateLimited(retryAfterSeconds: number): Fault {
  return {
    kind: 'status',
    status: 429,
    headers: { 'content-type': 'application/json', 'retry-after': String(retryAfterSeconds) },
    body: JSON.stringify({
      success: false,
      errors: [{ code: 971, message: 'Please wait and consider throttling your request speed' }],
      messages: [],
      result: null,
    }),
  }
}
