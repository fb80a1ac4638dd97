import type { PauseReason } from './queue-pause.ts'
import { canRetry, type UploadItem, type UploadStatus } from './upload-item.ts'

/** What the tray and the status strip paint. */
export interface UploadsSnapshot {
  /** What needs a person first: failed, then sending, waiting, cancelled, done; in each the order of arrival. */
  items: readonly UploadItem[]
  counts: Readonly<Record<UploadStatus, number>>
  /** Failed ones that sending again may help. */
  retryable: number
  /** Over everything that was neither refused nor cancelled. */
  totalBytes: number
  sentBytes: number
  /** Milliseconds since 1970; everything is held back until then. */
  pausedUntil: number | null
  pauseReason: PauseReason | null
}

const NO_COUNTS = { waiting: 0, sending: 0, done: 0, failed: 0, cancelled: 0 }

export const EMPTY_SNAPSHOT: UploadsSnapshot = {
  items: [],
  counts: NO_COUNTS,
  retryable: 0,
  totalBytes: 0,
  sentBytes: 0,
  pausedUntil: null,
  pauseReason: null,
}

/** One pass over the items: ten thousand take about a millisecond. */
export function takeSnapshot(
  items: Iterable<UploadItem>,
  pause: { until: number | null; reason: PauseReason | null },
): UploadsSnapshot {
  const groups: Record<UploadStatus, UploadItem[]> = {
    failed: [],
    sending: [],
    waiting: [],
    cancelled: [],
    done: [],
  }
  let totalBytes = 0
  let sentBytes = 0
  let retryable = 0
  for (const item of items) {
    const { state, sizeBytes } = item
    groups[state.status].push(item)
    if (state.status === 'failed' && canRetry(state)) retryable += 1
    if (state.status === 'failed' || state.status === 'cancelled') continue
    totalBytes += sizeBytes
    if (state.status === 'done') sentBytes += sizeBytes
    if (state.status === 'sending') sentBytes += state.sentBytes
  }
  return {
    items: [...groups.failed, ...groups.sending, ...groups.waiting, ...groups.cancelled, ...groups.done],
    counts: {
      waiting: groups.waiting.length,
      sending: groups.sending.length,
      done: groups.done.length,
      failed: groups.failed.length,
      cancelled: groups.cancelled.length,
    },
    retryable,
    totalBytes,
    sentBytes,
    pausedUntil: pause.until,
    pauseReason: pause.reason,
  }
}
