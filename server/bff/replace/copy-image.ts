import { randomUUID } from 'node:crypto'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, learnFrom } from '../deps.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { present } from '../without-undefined.ts'
import { describeFile } from './describe-file.ts'
import type { KeptFiles } from './kept-files.ts'
import { fieldsOf } from './settle.ts'
import { uploadAsNew } from './upload-as-new.ts'

export interface CopyWish {
  /** Absent: a generated one. */
  id?: ImageId
  requiresSignedUrl?: boolean
}

/** Copies an image to another id, with its name, metadata and creator. */
export type CopyImage = (id: ImageId, wish: CopyWish, context: CallContext) => Promise<Image>

/** Never changes the image that is copied. */
export function createCopyImage(
  deps: Pick<BffDeps, 'images' | 'library' | 'thumbnails' | 'deliveryOrigins'>,
  files: KeptFiles,
): CopyImage {
  const { images, library } = deps

  return async (id, wish, context) => {
    const image = await images.getImage(id, context)
    if (image.draft) throw new ProblemError('refused', 'Nothing was uploaded to this draft yet.')
    const name = `${randomUUID()}.copy`
    try {
      const { stream, sizeBytes } = await images.getOriginal(id, context)
      const learnt = await files.keep(name, stream)
      if (learnt === null || (sizeBytes !== null && learnt.sizeBytes !== sizeBytes)) {
        throw new ProblemError('upstream_unexpected', 'The original did not arrive whole. Try again.')
      }
      const file = describeFile(image, learnt)
      if (file === null) {
        throw new ProblemError(
          'unsupported_media',
          'The Images API would not take this original a second time.',
        )
      }
      const fields = { ...fieldsOf(image), ...present(wish) }
      const body = () => files.formOf(name, file)
      const copy = await uploadAsNew(images, { body, contentHash: file.contentHash }, fields, context)
      learnFrom([copy], deps)
      await library.wroteThrough(copy)
      library.measured(copy, learnt)
      return copy
    } finally {
      await files.remove(name)
    }
  }
}
