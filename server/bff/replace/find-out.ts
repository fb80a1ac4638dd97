import { createHash } from 'node:crypto'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { isGone, isUpstreamError, upstreamKindOf } from '../is-upstream-error.ts'

/** The answer is missing: the upstream may have done it all the same. */
const ANSWER_LOST = new Set(['upstream_unavailable', 'upstream_timeout', 'upstream_unexpected'])
/** It looked at the file and does not want it. */
const REFUSES_FILE = new Set([
  'invalid_request',
  'too_large',
  'unsupported_media',
  'refused',
  'quota_exceeded',
])

export const mayPass = (error: unknown) => ANSWER_LOST.has(upstreamKindOf(error) ?? '')
export const mayHaveHappened = (error: unknown) => mayPass(error) && isUpstreamError(error) && !error.isUnsent
export const refusesFile = (error: unknown) => REFUSES_FILE.has(upstreamKindOf(error) ?? '')

/** `null` when there is no such image. @throws what the upstream failed with */
export async function detailsOf(
  images: Pick<ImagesApi, 'getImage'>,
  id: ImageId,
  context: CallContext,
): Promise<Image | null> {
  try {
    return await images.getImage(id, context)
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** Whether the image has exactly these bytes. */
export async function hasBytes(
  images: Pick<ImagesApi, 'getOriginal'>,
  id: ImageId,
  contentHash: string,
  context: CallContext,
): Promise<boolean> {
  const hash = createHash('sha256')
  const { stream } = await images.getOriginal(id, context)
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex') === contentHash
}
