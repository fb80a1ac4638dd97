import { Agent } from 'undici'

export interface Request {
  method: string
  /** Scheme, host and port. */
  origin: string
  /** Sent byte for byte: nothing folds `..` or repairs an escape. */
  path: string
  headers?: Record<string, string>
  body?: Buffer | string
  timeoutSeconds?: number
}

/** One answer, read to its end. Header names are lower case, repeated headers joined by a comma. */
export class Answer {
  readonly request: Request
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer

  constructor(request: Request, status: number, headers: Record<string, string>, bytes: Buffer) {
    this.request = request
    this.status = status
    this.headers = headers
    this.bytes = bytes
  }

  get text(): string {
    return this.bytes.toString('utf8')
  }

  get contentType(): string {
    return (this.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  }

  get json(): unknown {
    try {
      return JSON.parse(this.text)
    } catch {
      throw new Error(`the body is not JSON: ${this.text.slice(0, 200)}`)
    }
  }

  /** The exchange for a person, without the token. */
  describe(): string {
    const { method, origin, path, headers = {}, body } = this.request
    const sent = Object.entries(headers)
      .map(([name, value]) => `${name}: ${/authorization/i.test(name) ? '(token)' : value}`)
      .join(' | ')
    const size = body === undefined ? '' : ` [${Buffer.byteLength(body)} bytes]`
    const kept = ['content-type', 'content-length', 'cf-images', 'cf-resized', 'cache-control', 'retry-after']
    const received = kept
      .filter((name) => this.headers[name] !== undefined)
      .map((name) => `${name}: ${this.headers[name]}`)
      .join(' | ')
    const printable = /json|text|svg/.test(this.contentType)
    const shown = printable ? this.text.replace(/\s+/g, ' ').slice(0, 500) : `${this.bytes.length} bytes`
    return `${method} ${origin}${path.slice(0, 300)}${size}\n  > ${sent.slice(0, 300)}\n  < ${this.status} ${received}\n  ${shown}`
  }
}

/** Sends requests over a few kept connections. Follows no redirect, retries nothing, stores no cookie. */
export class HttpClient {
  readonly #agent = new Agent({ connections: 8, connect: { timeout: 10_000 }, maxHeaderSize: 128 * 1024 })

  /** Throws when no complete answer arrives within the time (default 30 s). */
  async send(request: Request): Promise<Answer> {
    const response = await this.#agent.request({
      origin: request.origin,
      path: request.path,
      method: request.method as 'GET',
      headers: request.headers ?? {},
      body: request.body ?? null,
      signal: AbortSignal.timeout((request.timeoutSeconds ?? 30) * 1000),
    })
    const bytes = Buffer.from(await response.body.arrayBuffer())
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
    }
    return new Answer(request, response.statusCode, headers, bytes)
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}
