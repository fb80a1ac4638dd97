import { createHash } from 'node:crypto'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import type { UploadRow } from '../../store/uploads-journal.ts'
import type { BffDeps } from '../deps.ts'
import { isGone } from '../is-upstream-error.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { present } from '../without-undefined.ts'
import { type KeepDeps, keepImage } from './keep-image.ts'
import { digestOf } from './upload-fields.ts'

/** The clocks of the desk and of the upstream may differ by so much. */
const CLOCKS_DIFFER_MS = 120_000
const PAGE = 100
/** So many images newer than an upload by URL are looked through for it. */
const MOST_PAGES = 5

export interface Asking {
  /**
   * The image that came of an upload, or `null` when the upstream holds none (yet). Asks only when one may be there.
   * @throws ProblemError `not_found` when it arrived and is gone again; what the upstream failed with
   */
  imageOf(row: UploadRow, context: CallContext): Promise<Image | null>
  /** `null` when there is none. @throws what the upstream failed with */
  details(id: ImageId, context: CallContext): Promise<Image | null>
  /** Whether the upstream's bytes are the ones with this SHA-256 (hex). Reads them, at most 10 MB, keeping none. */
  hasBytes(id: ImageId, contentHash: string, context: CallContext): Promise<boolean>
}

/** Finds out what became of uploads whose answer is missing, by reading: asking twice changes nothing. */
export function createAsking(deps: Pick<BffDeps, 'images'> & KeepDeps): Asking {
  const { images, library, journal } = deps

  async function details(id: ImageId, context: CallContext): Promise<Image | null> {
    try {
      return await images.getImage(id, context)
    } catch (error) {
      if (isGone(error)) return null
      throw error
    }
  }

  async function hasBytes(id: ImageId, contentHash: string, context: CallContext): Promise<boolean> {
    const hash = createHash('sha256')
    const { stream } = await images.getOriginal(id, context)
    for await (const chunk of stream) hash.update(chunk)
    return hash.digest('hex') === contentHash
  }

  async function arrived(id: ImageId, context: CallContext): Promise<Image> {
    const image = (await library.image(id)) ?? (await details(id, context))
    if (image !== null) return image
    throw new ProblemError('not_found', 'This upload arrived, and the image was deleted since.')
  }

  /** An image of the right name and fields, as new as the attempt, that came of no other upload of ours. */
  async function byName(row: UploadRow, context: CallContext): Promise<Image | null> {
    const since = row.attemptedAtMs - CLOCKS_DIFFER_MS
    let found: Image | null = null
    let cursor: string | null = null
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { limit: PAGE, order: 'newest', ...(cursor !== null && { cursor }) } as const
      const { images: newest, nextCursor }: Awaited<ReturnType<typeof images.listImages>> =
        await images.listImages(query, context)
      // The oldest that fits: of two equal uploads the earlier one is asked for first.
      found = newest.findLast((image) => fits(row, image, since)) ?? found
      const last = newest.at(-1)
      if (nextCursor === null || last === undefined || Date.parse(last.uploadedAt) < since) break
      cursor = nextCursor
    }
    return found
  }

  function fits(row: UploadRow, image: Image, since: number): boolean {
    return (
      Date.parse(image.uploadedAt) >= since &&
      image.filename === row.fileName &&
      digestOfImage(image) === row.fieldsDigest &&
      !journal.isClaimed(image.id)
    )
  }

  async function find(row: UploadRow, context: CallContext): Promise<Image | null> {
    if (row.imageId === null) return row.kind === 'url' ? byName(row, context) : null
    const image = await details(row.imageId, context)
    if (image === null || image.draft) return null
    if (row.kind === 'draft') return image
    if (row.kind === 'url') return fits(row, image, row.attemptedAtMs - CLOCKS_DIFFER_MS) ? image : null
    return row.contentHash !== null && (await hasBytes(image.id, row.contentHash, context)) ? image : null
  }

  return {
    details,
    hasBytes,
    async imageOf(row, context) {
      if (row.isStored && row.imageId !== null) return arrived(row.imageId, context)
      if (!row.mayBeStored) return null
      const image = await find(row, context)
      // Somebody else's question may have been faster.
      if (image === null || (row.kind === 'url' && journal.isClaimed(image.id))) return null
      return keepImage(deps, row.key, image)
    },
  }
}

function digestOfImage({ creator, requiresSignedUrl, metadata }: Image): string {
  return digestOf(
    present({ creator: creator ?? undefined, requiresSignedUrl, metadata: metadata ?? undefined }),
  )
}
