import type { QueryClient } from '@tanstack/react-query'
import type { LibraryImage } from '#contract/library.ts'
import { fetchWindow, type LibraryQuestion, libraryQueries } from '../../../api/library.ts'
import { arriving } from '../../../lib/arriving.ts'
import type { WindowCache } from './window-cache.ts'

/** Looks whether what was stored is in the library's answers; after the last one it lands without what was deleted. */
const AFTER_MS = [0, 300, 700, 1_000, 2_000, 4_000]
const LATER_MS = 5_000

interface Landing {
  client: QueryClient
  cache: WindowCache<LibraryImage>
  question: LibraryQuestion
  lead: readonly string[]
  total: number
  isAtTop: boolean
}

/**
 * Waits until the library has everything stored up to `time`, and hands over what puts it into the view at once.
 * `grown`: how many images come before what was first. Never gives up by itself: the desk may be away for a while.
 */
export async function land(
  time: string,
  now: () => Landing,
  onLanded: (next: LibraryQuestion, grown: number, commit: () => void) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, AFTER_MS[tries] ?? LATER_MS))
    if (signal.aborted) return
    const { client, cache, question, lead, total, isAtTop } = now()
    const next = { ...question, until: time }
    const storedCount = lead.filter((key) => arriving.get().tile(key)?.image).length
    const answers = await Promise.all([
      client.fetchQuery({ ...libraryQueries.outline(next), staleTime: 0 }),
      cache.prepare((offset, limit) => fetchWindow(next, offset, limit, signal)),
    ]).catch(() => null)
    if (signal.aborted) return
    if (answers === null) continue
    const [outline, commit] = answers
    const grown = (outline.total ?? total + storedCount) - total
    // Images of others among them would push what somebody further down looks at.
    if (!isAtTop && grown !== storedCount) continue
    if (grown >= storedCount || tries >= AFTER_MS.length) return onLanded(next, grown, commit)
  }
}
