import { kept } from './kept.ts'
import { isAnythingKept } from './kept-records.ts'
import type { FoundUpload } from './kept-uploads.ts'
import type { LeftOver } from './left-over.ts'

/** A page that is being reloaded may own its batches for a moment longer. */
const LOOK_AGAIN_MS = 3_000

let found: readonly LeftOver[] = []
const listeners = new Set<() => void>()

function set(next: readonly LeftOver[]): void {
  if (found.length === 0 && next.length === 0) return
  found = next
  for (const listener of listeners) listener()
}

async function look(): Promise<void> {
  // Where nothing can be read, nothing was kept either.
  const isWorthIt = await isAnythingKept().catch(() => false)
  set(isWorthIt ? await kept.find() : [])
}

/** What earlier tabs left unfinished. */
export const leftOvers = {
  get: (): readonly LeftOver[] => found,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /**
   * For the life of the page: looks now, once more soon, and whenever the page comes back into sight, since a tab may have
   * died meanwhile. Calls `onFound` when something is found where nothing was.
   */
  watch(onFound: () => void): void {
    const lookAnew = async () => {
      const had = found.length
      await look()
      if (had === 0 && found.length > 0) onFound()
    }
    void lookAnew()
    setTimeout(() => void lookAnew(), LOOK_AGAIN_MS)
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void lookAnew()
    })
  },
  /** The uploads of a batch, which is this tab's now; `null` when another tab has taken it. Rejects when they cannot be read. */
  async take(batch: string): Promise<FoundUpload[] | null> {
    const uploads = await kept.take(batch)
    set(found.filter((one) => one.batch !== batch))
    return uploads
  },
  /** Rejects when it could not be done. */
  async throwAway(batch: string): Promise<void> {
    await kept.throwAway(batch)
    set(found.filter((one) => one.batch !== batch))
  },
}
