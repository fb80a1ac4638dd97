import type { GuestUpload } from '#contract/guest.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { StoredDraft, UploadDrafts } from '../../store/upload-drafts.ts'
import type { StoredLink, UploadLinks } from '../../store/upload-links.ts'
import { isGone } from '../is-upstream-error.ts'
import { refusalOf } from './link-state.ts'

/** An upload that began in time may still be on its way; clocks differ, too. */
export const GRACE_MS = 2 * 60_000

export interface SettleOptions {
  links: UploadLinks
  drafts: UploadDrafts
  images: Pick<ImagesApi, 'getImage' | 'getOriginal' | 'deleteImage'>
  /** Told of each image that arrived and stays. */
  onArrived(image: Image): Promise<void>
  now(): number
}

export interface Settler {
  /**
   * What became of a draft, as the Images API says, not the guest. `null`: nothing came yet, and may still.
   * @throws UpstreamError when it cannot be found out; nothing is settled then
   */
  settle(draft: StoredDraft, context: CallContext): Promise<Exclude<GuestUpload, { state: 'waiting' }> | null>
  /** Nobody will use its address any more; the place is given back. */
  abandon(draft: StoredDraft, context: CallContext): Promise<void>
}

export function createSettler({ links, drafts, images, onArrived, now }: SettleOptions): Settler {
  async function settle(draft: StoredDraft, context: CallContext): ReturnType<Settler['settle']> {
    const { linkId, key } = draft
    const link = links.get(linkId)
    if (draft.imageId === null || link === null) {
      drafts.drop(linkId, key)
      return { state: 'expired' }
    }
    const image = await unlessGone(images.getImage(draft.imageId, context))
    if (image !== null && !image.draft) return take(draft, link, image, context)
    if (image !== null) {
      if (link.revokedAt === null && now() < draft.expiresAt + GRACE_MS) return null
      await unlessGone(images.deleteImage(image.id, context))
    }
    drafts.expired(linkId, key)
    return { state: 'expired' }
  }

  /** It is there: what was promised is kept, what is larger than was said has to fit. */
  async function take(draft: StoredDraft, link: StoredLink, image: Image, context: CallContext) {
    const { linkId, key } = draft
    const sizeBytes = await sizeOf(image.id, context)
    const use = drafts.usageWithout(linkId, key)
    const reason = sizeBytes <= draft.sizeBytes ? null : refusalOf(link, use, sizeBytes)
    if (reason !== null) {
      await unlessGone(images.deleteImage(image.id, context))
      drafts.refused(linkId, key, reason)
      return { state: 'refused', reason } as const
    }
    drafts.arrived(linkId, key, sizeBytes, now())
    await onArrived(image)
    return { state: 'arrived', sizeBytes } as const
  }

  /** The API tells no size: the head of the original does, or its bytes, counted to the limit of any image. */
  async function sizeOf(id: ImageId, context: CallContext): Promise<number> {
    const { sizeBytes, stream } = await images.getOriginal(id, context)
    if (sizeBytes !== null) {
      stream.on('error', () => {})
      stream.destroy()
      return sizeBytes
    }
    let counted = 0
    for await (const chunk of stream) {
      if (Buffer.isBuffer(chunk)) counted += chunk.length
      if (counted > LIMITS.uploadSizeBytes) break
    }
    return counted
  }

  return {
    settle,
    async abandon({ linkId, key, imageId }, context) {
      if (imageId !== null) await unlessGone(images.deleteImage(imageId, context))
      drafts.drop(linkId, key)
    },
  }
}

async function unlessGone<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}
