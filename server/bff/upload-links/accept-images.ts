import { INBOX_FIELD } from '#contract/guest.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { AcceptOutcome } from '#contract/upload-links.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { isUpstreamError } from '../is-upstream-error.ts'

interface AcceptOptions {
  images: Pick<ImagesApi, 'getImage' | 'editImage'>
  onEdited(id: ImageId, image: Image): Promise<void>
}

const AT_ONCE = 4

/**
 * Takes the mark of the inbox off each image: reads what its metadata is now, leaves out that one field and writes the
 * rest back. One that fails does not stop the others; one without a mark costs a read.
 */
export async function acceptImages(
  ids: readonly ImageId[],
  { images, onEdited }: AcceptOptions,
  context: CallContext,
): Promise<AcceptOutcome> {
  const outcome: AcceptOutcome = { accepted: [], failed: [] }
  const line = [...new Set(ids)]

  async function accept(id: ImageId): Promise<void> {
    const { metadata } = await images.getImage(id, context)
    if (metadata === null || !Object.hasOwn(metadata, INBOX_FIELD)) return
    const { [INBOX_FIELD]: _mark, ...rest } = metadata
    await onEdited(id, await images.editImage(id, { metadata: rest }, context))
  }

  async function work(): Promise<void> {
    for (let id = line.shift(); id !== undefined; id = line.shift()) {
      try {
        await accept(id)
        outcome.accepted.push(id)
      } catch (error) {
        if (!isUpstreamError(error)) throw error
        outcome.failed.push({ id, message: error.message })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return outcome
}
