import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { fetchImage } from '../../../api/images.ts'
import { fetchWindow, type LibraryQuestion } from '../../../api/library.ts'
import type { Selection } from './selection.ts'
import { selectionStore } from './selection-store.ts'

const WINDOW = 500

/**
 * Every image of the selection, at most `limit`. `question` is what the scope of the selection is asked with.
 * @throws ApiError when what is not known here cannot be asked
 */
export async function imagesOf(
  selection: Selection,
  question: LibraryQuestion,
  limit: number,
  signal: AbortSignal,
): Promise<Image[]> {
  const { all, spans, total, marks } = selection
  const found = new Map<string, Image>()
  for (const [from, to] of all ? [[0, total] as const] : spans) {
    for (let at = from; at < to && found.size < limit; at += WINDOW) {
      const { items } = await fetchWindow(question, at, Math.min(WINDOW, to - at), signal)
      for (const item of items) if (marks.get(item.id)?.on !== false) found.set(item.id, item)
      if (items.length === 0) break
    }
  }
  for (const [id, { on }] of marks) {
    if (!on || found.has(id) || found.size >= limit) continue
    // Marks hold ids of images that were on screen.
    found.set(id, selectionStore.imageOf(id) ?? (await fetchImage(id as ImageId, signal)))
  }
  return [...found.values()].slice(0, limit)
}
