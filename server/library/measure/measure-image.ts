import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FIRST_HEADER_BYTES, readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { PICTURE_TYPE_OF } from '#contract/picture-header/picture-type.ts'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { PicturePool } from '../picture-pool.ts'
import type { ImageToMeasure, Learnt } from './measure-store.ts'

/** The vendor stores nothing larger; an original that goes on is no original. */
const MAX_BYTES = 24 * 2 ** 20

export interface OriginalMeasuring {
  images: Pick<ImagesApi, 'getOriginal'>
  pictures: PicturePool
  /** For the bytes on their way to the decoder. */
  scratchDir: string
}

/**
 * Everything there is to know of an image, from its original bytes. They are given to a child to decode and forgotten.
 * @throws UpstreamError; Error for bytes that are too many
 */
export async function measureOriginal(
  { images, pictures, scratchDir }: OriginalMeasuring,
  { id }: ImageToMeasure,
  context: CallContext & { signal: AbortSignal },
): Promise<Learnt> {
  const { stream } = await images.getOriginal(id, context)
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    sizeBytes += chunk.length
    // Leaving the loop destroys the stream.
    if (sizeBytes > MAX_BYTES) throw new Error('The original is larger than any image can be')
    hash.update(chunk)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const first = readPictureHeader(bytes.subarray(0, FIRST_HEADER_BYTES))
  const header = first !== null && first.widthPx === null ? readPictureHeader(bytes) : first
  const type = header === null ? null : PICTURE_TYPE_OF[header.type]
  const learnt: Learnt = {
    ...{ sizeBytes, type, contentHash: hash.digest('hex') },
    ...{ widthPx: header?.widthPx ?? null, heightPx: header?.heightPx ?? null },
  }
  if (type === null || type === 'svg') return { ...learnt, perceptualHash: null, averageColour: null }
  try {
    return { ...learnt, ...(await pictures.look(bytes, join(scratchDir, 'measuring'), context.signal)) }
  } catch (error) {
    // Only the decoder itself can say that there is nothing to be had; one that was stopped says nothing.
    if (!(error instanceof ChildPoolError) || error.fault === 'aborted' || error.fault === 'closed')
      throw error
    if (error.fault === 'busy') return learnt
    return { ...learnt, perceptualHash: null, averageColour: null }
  }
}
