import { randomBytes } from 'node:crypto'
import type * as z from 'zod'
import { Skipped } from './case.ts'
import { type Answer, HttpClient } from './http.ts'
import { fieldsOf, formOf, type Part } from './multipart.ts'
import type { OpenApiCheck } from './openapi.ts'
import type { ConformanceSettings, RunningTarget, ServiceWishes, Target } from './target.ts'
import { FailureEnvelope, SuccessEnvelope, WireImage } from './wire.ts'

interface CallOptions {
  json?: unknown
  form?: readonly Part[]
  /** Sent as it stands, to say something that is no JSON. */
  rawBody?: string
  headers?: Record<string, string>
  /** `null` sends none. Default: the target's token. */
  token?: string | null
  /** Instead of the target under test. */
  target?: Target
}

/** What a case works with: calls, short cuts, and everything it made removed afterwards. */
export class Context {
  readonly settings: ConformanceSettings
  readonly http = new HttpClient()
  /** In front of every custom id, so that a real account can be cleaned by hand. */
  readonly prefix = `conformance-${randomBytes(5).toString('hex')}`
  /** The last answers, for the report of a failure. */
  readonly trail: Answer[] = []
  readonly #made = new Set<string>()
  readonly #openApi: OpenApiCheck | null

  constructor(settings: ConformanceSettings, openApi: OpenApiCheck | null) {
    this.settings = settings
    this.#openApi = openApi
  }

  /** A call below `/accounts/:id/images`; the path is sent byte for byte. */
  async api(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const target = options.target ?? this.settings.target
    const base = new URL(target.apiBaseUrl)
    const prefix = `${base.pathname}/accounts/${target.accountId}/images`
    const token = options.token === undefined ? target.apiToken : options.token
    const answer = await this.send(base.origin, method, prefix + path, token, options)
    if (options.target === undefined) this.#openApi?.check(method, path, answer)
    return answer
  }

  /** Any path of any origin. */
  async send(
    origin: string,
    method: string,
    path: string,
    token: string | null,
    options: CallOptions = {},
  ): Promise<Answer> {
    const form = options.form === undefined ? null : formOf(options.form)
    const json = options.json === undefined ? undefined : JSON.stringify(options.json)
    const body = form?.body ?? options.rawBody ?? json
    const type = form?.contentType ?? (options.json === undefined ? null : 'application/json')
    const answer = await this.http.send({
      method,
      origin,
      path,
      headers: {
        ...(type !== null && { 'content-type': type }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...options.headers,
      },
      ...(body !== undefined && { body }),
    })
    this.trail.push(answer)
    if (this.trail.length > 3) this.trail.shift()
    return answer
  }

  /** Uploads a picture and takes it down at the end. @throws when the answer is no image */
  async upload(
    bytes: Buffer,
    fields: Record<string, string | undefined> = {},
    filename = 'picture.png',
    contentType = 'image/png',
  ): Promise<WireImage> {
    const answer = await this.tryUpload(bytes, fields, filename, contentType)
    return this.result(answer, WireImage)
  }

  async tryUpload(
    bytes: Buffer,
    fields: Record<string, string | undefined> = {},
    filename = 'picture.png',
    contentType = 'image/png',
  ): Promise<Answer> {
    const form = [...fieldsOf(fields), { name: 'file', value: bytes, filename, contentType }]
    const answer = await this.api('POST', '/v1', { form })
    if (answer.status === 200) this.remember(this.result(answer, WireImage).id)
    return answer
  }

  /** Deletes the image when the run ends. */
  remember(id: string): void {
    this.#made.add(id)
  }

  /** The checked `result` of a success envelope. */
  result<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
    if (answer.status !== 200) throw new Error(`expected 200, got ${answer.status}`)
    return schema.parse(SuccessEnvelope.parse(answer.json).result)
  }

  /** Checks status and code of a failure envelope; returns the message. */
  fault(answer: Answer, status: number, code: number): string {
    const [error] = FailureEnvelope.parse(answer.json).errors
    if (answer.status !== status || error?.code !== code) {
      throw new Error(`expected ${status} with code ${code}, got ${answer.status} with ${error?.code}`)
    }
    return error.message
  }

  /** GET of a delivery URL as it stands. */
  async deliver(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { origin } = new URL(url)
    return this.send(origin, 'GET', url.slice(origin.length), null, { headers })
  }

  /** Sets flexible variants for the time of `work`. */
  async withFlexibleVariants(work: () => Promise<void>): Promise<void> {
    await this.api('PATCH', '/v1/config', { json: { flexible_variants: true } })
    try {
      await work()
    } finally {
      await this.api('PATCH', '/v1/config', { json: { flexible_variants: false } })
    }
  }

  /** A second service with other settings, for the time of `work`. */
  async withAnother(wishes: ServiceWishes, work: (target: RunningTarget) => Promise<void>): Promise<void> {
    if (this.settings.startAnother === undefined) throw new Skipped('cannot start another service here')
    const another = await this.settings.startAnother(wishes)
    try {
      await work(another)
    } finally {
      await another.close()
    }
  }

  async cleanUp(): Promise<void> {
    for (const id of this.#made) {
      await this.api('DELETE', `/v1/${encodeURIComponent(id)}`).catch(() => {})
    }
    await this.http.close()
  }
}
