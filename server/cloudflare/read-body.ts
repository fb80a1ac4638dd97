import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { UpstreamError } from './upstream-error.ts'

export function tooSlow(): UpstreamError {
  return new UpstreamError('upstream_timeout', 'The Images API did not answer in time. Try again.')
}

/** The chunks of `body`, each of them told. */
export async function* watch(body: Readable, moved: () => void): AsyncGenerator<unknown> {
  for await (const chunk of body) {
    moved()
    yield chunk
  }
  moved()
}

export function headerOf(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return typeof value === 'string' ? value : null
}

export async function readText(body: Readable, limitBytes: number, timeoutMs: number): Promise<string> {
  return Buffer.from((await readBytes(body, limitBytes, timeoutMs)).buffer).toString('utf8')
}

/** All of it in a buffer of its own, so that it can be handed to another thread. @throws UpstreamError when there is more than `limitBytes` */
export async function readBytes(
  body: Readable,
  limitBytes: number,
  timeoutMs: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  // `bodyTimeout` sees silence only; this one ends an answer that trickles.
  const timer = setTimeout(() => body.destroy(tooSlow()), timeoutMs)
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > limitBytes) {
        body.destroy()
        throw new UpstreamError('upstream_unexpected', 'The Images API gave an answer that is far too long.')
      }
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(timer)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
