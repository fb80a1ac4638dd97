import { setTimeout as delay } from 'node:timers/promises'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { CallContext, ImagesApi, NewImageFields } from '../../cloudflare/images-api.ts'
import type { Replacement, Replacements } from '../../store/replacements.ts'
import { isGone, upstreamKindOf } from '../is-upstream-error.ts'
import { present } from '../without-undefined.ts'
import { detailsOf, hasBytes, mayPass, refusesFile } from './find-out.ts'
import type { KeptFiles } from './kept-files.ts'
import { uploadAsNew } from './upload-as-new.ts'

export interface Settled {
  state: 'replaced' | 'restored' | 'displaced'
  /** What has the id now. */
  image: Image
  rescuedId: ImageId | null
}

/** Pauses grow from the first to the last: a deleted id stays taken for some seconds. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000

export const newNameOf = (key: string) => `${key}.new`
export const oldNameOf = (key: string) => `${key}.old`

/**
 * Brings a replacement that was begun to its end, wherever it stands: reads what has the id, deletes the old image when
 * it is still there, puts the new file in its place, or the old one again when the new one is refused. Whatever the
 * upstream loses in between, the next round reads first. Safe to run again after a crash.
 * @throws what the upstream failed with when waiting will not help; the signal's reason
 */
export async function settle(
  images: ImagesApi,
  journal: Replacements,
  files: KeptFiles,
  imageId: ImageId,
  context: CallContext & { signal: AbortSignal },
): Promise<Settled> {
  for (let round = 0; ; round += 1) {
    const row = journal.get(imageId)
    if (row === null) throw new Error(`No replacement of ${imageId} was begun`)
    if (round > 0) {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (round - 1))
      await delay(pauseMs, undefined, { signal: context.signal })
    }
    try {
      return await oneRound(row)
    } catch (error) {
      context.signal.throwIfAborted()
      if (row.state === 'putting_new' && refusesFile(error)) {
        journal.restore(imageId, error instanceof Error ? error.message : String(error))
        round = -1
      } else if (upstreamKindOf(error) !== 'conflict' && !isGone(error) && !mayPass(error)) throw error
    }
  }

  async function oneRound(row: Replacement): Promise<Settled> {
    const isNew = row.state === 'putting_new'
    const file = isNew ? row.newFile : row.oldFile
    const done = (image: Image): Settled => ({
      state: isNew ? 'replaced' : 'restored',
      image,
      rescuedId: null,
    })
    const found = await detailsOf(images, imageId, context)
    if (found !== null && found.uploadedAt !== row.oldUploadedAt) {
      const isOurs = !found.draft && (await hasBytes(images, imageId, file.contentHash, context))
      return isOurs ? done(found) : { state: 'displaced', image: found, rescuedId: await rescue(row) }
    }
    if (found !== null) await remove(imageId)
    const name = isNew ? newNameOf(row.key) : oldNameOf(row.key)
    const fields = { ...fieldsOf(row), id: imageId }
    return done(await images.uploadImage(files.formOf(name, file), fields, context))
  }

  async function remove(id: ImageId): Promise<void> {
    try {
      await images.deleteImage(id, context)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }

  /** Somebody else's image is never overwritten: the old one gets an id of its own. */
  async function rescue(row: Replacement): Promise<ImageId> {
    const { contentHash } = row.oldFile
    const body = () => files.formOf(oldNameOf(row.key), row.oldFile)
    return (await uploadAsNew(images, { body, contentHash }, fieldsOf(row), context)).id
  }
}

/** What is kept besides name and id. */
export function fieldsOf(image: Pick<Image, 'metadata' | 'creator'>): NewImageFields {
  return present({ metadata: image.metadata ?? undefined, creator: image.creator ?? undefined })
}
