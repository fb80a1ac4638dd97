import type { Image } from '#contract/images.ts'
import { contentVersion } from '#contract/thumbnails.ts'

const KEPT = 2_000
const drawn = new Map<string, string>()
const keyOf = (image: Pick<Image, 'id' | 'uploadedAt'>) => `${contentVersion(image)} ${image.id}`

/** Which thumbnail of an image the page has drawn last: it is there at once, whoever shows it next. */
export const drawnThumbnails = {
  note(image: Pick<Image, 'id' | 'uploadedAt'>, url: string): void {
    const key = keyOf(image)
    drawn.delete(key)
    const { pathname, search } = new URL(url)
    drawn.set(key, `${pathname}${search}`)
    if (drawn.size <= KEPT) return
    for (const oldest of drawn.keys()) {
      drawn.delete(oldest)
      return
    }
  },
  /** Its path; `null` when none was drawn. */
  of: (image: Pick<Image, 'id' | 'uploadedAt'>): string | null => drawn.get(keyOf(image)) ?? null,
}
