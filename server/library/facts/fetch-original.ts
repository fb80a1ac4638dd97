import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImageId } from '#contract/image-id.ts'
import { MOST_HEADER_BYTES } from '#contract/picture-header/picture-header.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'

/** The vendor stores nothing larger; an original that goes on is no original. */
const MAX_BYTES = 24 * 2 ** 20

/** Why an original cannot be had now; the page says it. */
export class FactsError extends Error {
  override name = 'FactsError'
  readonly kind: 'too_large' | 'upstream_unavailable'

  constructor(kind: FactsError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/**
 * The original's bytes to the file `target`, hashed on the way. `first`: enough of them for a header.
 * @throws FactsError, UpstreamError; `target` may be there in part then
 */
export async function fetchOriginal(
  images: Pick<ImagesApi, 'getOriginal'>,
  target: string,
  id: ImageId,
  context: CallContext & { signal: AbortSignal },
): Promise<{ first: Buffer; sizeBytes: number; sha256: string }> {
  const { stream } = await images.getOriginal(id, context)
  const hash = createHash('sha256')
  const first: Buffer[] = []
  let sizeBytes = 0
  const look = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (sizeBytes < MOST_HEADER_BYTES) first.push(chunk)
      sizeBytes += chunk.length
      hash.update(chunk)
      if (sizeBytes <= MAX_BYTES) done(null, chunk)
      else done(new FactsError('too_large', 'The original is larger than any image can be.'))
    },
  })
  try {
    await pipeline(stream, look, createWriteStream(target, { mode: 0o600 }), { signal: context.signal })
  } catch (error) {
    if (error instanceof FactsError) throw error
    throw new FactsError('upstream_unavailable', 'The original broke off on its way. Try again.', {
      cause: error,
    })
  }
  return { first: Buffer.concat(first), sizeBytes, sha256: hash.digest('hex') }
}
