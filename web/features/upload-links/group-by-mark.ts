import { INBOX_FIELD } from '#contract/guest.ts'
import type { LibraryImage } from '#contract/library.ts'

export interface InboxGroup {
  /** The label of the link, as the images carry it; `null` for a mark that is no text. */
  label: string | null
  images: LibraryImage[]
}

/** What waits, by link, the one with the newest image first; the order within stays. */
export function groupByMark(images: readonly LibraryImage[]): InboxGroup[] {
  const groups = new Map<string | null, LibraryImage[]>()
  for (const image of images) {
    const mark = image.metadata?.[INBOX_FIELD]
    const label = typeof mark === 'string' && mark !== '' ? mark : null
    const group = groups.get(label)
    if (group === undefined) groups.set(label, [image])
    else group.push(image)
  }
  return [...groups].map(([label, members]) => ({ label, images: members }))
}
