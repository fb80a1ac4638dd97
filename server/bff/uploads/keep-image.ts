import type { Image } from '#contract/images.ts'
import type { Learnt } from '../../library/measure/measure-store.ts'
import type { UploadsJournal } from '../../store/uploads-journal.ts'
import { type BffDeps, learnFrom } from '../deps.ts'

export type KeepDeps = Pick<BffDeps, 'library' | 'thumbnails' | 'deliveryOrigins'> & {
  journal: UploadsJournal
}

/** An upload has arrived: the journal first, then everybody who wants to know of new images. */
export async function keepImage(
  deps: KeepDeps,
  key: string,
  image: Image,
  learnt: Learnt | null = null,
): Promise<Image> {
  deps.journal.stored(key, image.id)
  learnFrom([image], deps)
  const written = deps.library.wroteThrough(image)
  // Right behind it, so that whoever sees the new row sees its size as well: a stage lays the picture out by it.
  if (learnt !== null) deps.library.measured(image, learnt)
  await written
  return image
}
