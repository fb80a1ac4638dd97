import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { ApiError } from '../../../api/api-error.ts'
import { fetchImage } from '../../../api/images.ts'
import { fetchWindow, type LibraryQuestion } from '../../../api/library.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { recallPlace } from '../grid-memory.ts'
import { questionOf, readView } from '../view.ts'
import type { Selection } from './selection.ts'
import { selectionStore } from './selection-store.ts'

const WINDOW = 500

/**
 * Every image of the selection, at most `limit`.
 * @throws ApiError when what is not known here cannot be asked, and for a range over a library that has changed since
 */
export async function imagesOf(selection: Selection, limit: number, signal: AbortSignal): Promise<Image[]> {
  const { scope, all, spans, total, marks } = selection
  const found = new Map<string, Image>()
  const question = questionOfScope(scope ?? '')
  for (const [from, to] of all ? [[0, total] as const] : spans) {
    for (let at = from; at < to && found.size < limit; at += WINDOW) {
      const { items, revision } = await fetchWindow(question, at, Math.min(WINDOW, to - at), signal)
      // Offsets may stand for other images now: better none than those.
      if (!all && revision !== selectionStore.seen.revision) {
        throw new ApiError('conflict', messages.images.selectionMoved, 409)
      }
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

/** What the library is asked for the view a selection belongs to, which need not be the one on screen. */
function questionOfScope(scope: string): LibraryQuestion {
  return { ...questionOf(readView(new URLSearchParams(scope))), until: recallPlace(scope).until }
}
