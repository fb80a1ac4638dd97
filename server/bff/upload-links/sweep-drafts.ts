import type { UploadDrafts } from '../../store/upload-drafts.ts'
import type { GuestUploads } from './guest-uploads.ts'

export interface DraftSweeper {
  /** One pass now; after the one that is running. Never rejects. */
  wake(): Promise<void>
  stop(): Promise<void>
}

interface SweeperOptions {
  drafts: UploadDrafts
  guestUploads: GuestUploads
  onError(error: unknown): void
  intervalMs?: number
  now?: () => number
}

const INTERVAL_MS = 30_000
/** Of one pass. An arrival costs two calls: at most 80 a minute, in the class that waits for everybody else. */
const DRAFTS_AT_ONCE = 20
/** How long what expired or was refused stays in the list of a link. */
const REMEMBERED_MS = 24 * 60 * 60_000

/**
 * Looks by itself what became of files whose guest never said: closed the page, lost the network. What nobody used is
 * forgotten.
 */
export function createDraftSweeper(options: SweeperOptions): DraftSweeper {
  const { drafts, guestUploads, onError, intervalMs = INTERVAL_MS, now = () => Date.now() } = options
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  async function pass(): Promise<void> {
    try {
      drafts.forget(now() - REMEMBERED_MS)
      for (const draft of drafts.due(now(), DRAFTS_AT_ONCE)) {
        if (stopping.signal.aborted) return
        await guestUploads.sweep(draft, stopping.signal)
      }
    } catch (error) {
      // What failed is put off already; the rest of a pass would likely meet the same.
      if (!stopping.signal.aborted) onError(error)
    }
  }

  const wake = () => {
    running = running.then(pass)
    return running
  }
  const timer = setInterval(() => void wake(), intervalMs)
  timer.unref()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      stopping.abort(new DOMException('The desk stops', 'AbortError'))
      await running
    },
  }
}
