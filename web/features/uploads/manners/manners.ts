import { uploadManners as words } from '../../../lib/messages/upload-manners.ts'
import type { UploadsSnapshot } from '../queue/empty-snapshot.ts'
import { isOpen } from '../upload-item.ts'
import { BatchWatch } from './batch-watch.ts'
import { doneNotice } from './done-notice.ts'
import { LeaveGuard } from './leave-guard.ts'
import { TabTitle } from './tab-title.ts'

/** A shorter run is over before anybody has turned to something else. */
const LONG_RUN_MS = 20_000

interface Uploads {
  subscribe(listener: () => void): () => void
  getSnapshot(): UploadsSnapshot
}

interface MannersOptions {
  /** True when this upload would survive a reload. */
  isSafe(key: string): boolean
  /** Somebody came back through the notification. */
  onOpen(): void
}

/**
 * What uploads do to the window around the page: the question before leaving, the progress in the tab title, the notification
 * at the end. For the life of the page.
 */
export function watchManners(uploads: Uploads, { isSafe, onOpen }: MannersOptions): void {
  const title = new TabTitle()
  const watch = new BatchWatch()
  const guard = new LeaveGuard(() =>
    uploads.getSnapshot().items.some(({ key, state }) => isOpen(state) && !isSafe(key)),
  )
  const see = () => {
    const { counts, sentBytes, totalBytes } = uploads.getSnapshot()
    const { checking, held, waiting, sending, asking, done, failed } = counts
    const open = checking + held + waiting + sending + asking
    const isUnderWay = open > held
    const share = totalBytes > 0 ? sentBytes / totalBytes : done / (done + open)
    guard.set(open > 0)
    title.set(isUnderWay ? words.tabProgress(share) : null)
    const end = watch.see({ open, held, done, failed }, performance.now())
    if (end !== null && end.tookMs > LONG_RUN_MS && document.hidden) {
      doneNotice.show(words.ended(end), onOpen)
    }
  }
  uploads.subscribe(see)
  see()
}
