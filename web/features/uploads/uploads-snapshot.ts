import type { PauseReason } from './queue-pause.ts'
import { canRetry, type UploadItem, type UploadStatus } from './upload-item.ts'

/** What the tray and the status strip paint. */
export interface UploadsSnapshot {
  /** What needs a person first: failed, held, then sending, asking, waiting, checking, skipped, cancelled, done; in each the order of arrival. */
  items: readonly UploadItem[]
  counts: Readonly<Record<UploadStatus, number>>
  /** Failed ones that sending again may help. */
  retryable: number
  /** Over everything that was neither refused nor cancelled. */
  totalBytes: number
  sentBytes: number
  /** Milliseconds since 1970; everything is held back until then. */
  pausedUntil: number | null
  /** `person`: until somebody resumes, without an end that is known. */
  pauseReason: PauseReason | null
  /** Honest time left over everything that goes by itself, pauses included; `null` until it is known. */
  secondsLeft: number | null
}

const NO_COUNTS: Record<UploadStatus, number> = {
  failed: 0,
  held: 0,
  sending: 0,
  asking: 0,
  waiting: 0,
  checking: 0,
  skipped: 0,
  cancelled: 0,
  done: 0,
}

export const EMPTY_SNAPSHOT: UploadsSnapshot = {
  items: [],
  counts: NO_COUNTS,
  retryable: 0,
  totalBytes: 0,
  sentBytes: 0,
  pausedUntil: null,
  pauseReason: null,
  secondsLeft: null,
}

/** How many something is still to happen to. */
export function openCount(counts: UploadsSnapshot['counts']): number {
  return counts.checking + counts.held + counts.waiting + counts.sending + counts.asking
}

/** One pass over the items: ten thousand take about a millisecond. */
export function takeSnapshot(
  items: Iterable<UploadItem>,
  pause: { until: number | null; reason: PauseReason | null },
): UploadsSnapshot {
  const groups: Record<UploadStatus, UploadItem[]> = {
    failed: [],
    held: [],
    sending: [],
    asking: [],
    waiting: [],
    checking: [],
    skipped: [],
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
    if (state.status === 'failed' || state.status === 'cancelled' || state.status === 'skipped') continue
    const size = sizeBytes ?? 0
    totalBytes += size
    if (state.status === 'done' || state.status === 'asking') sentBytes += size
    if (state.status === 'sending') sentBytes += state.sentBytes
  }
  return {
    items: Object.values(groups).flat(),
    counts: {
      failed: groups.failed.length,
      held: groups.held.length,
      sending: groups.sending.length,
      asking: groups.asking.length,
      waiting: groups.waiting.length,
      checking: groups.checking.length,
      skipped: groups.skipped.length,
      cancelled: groups.cancelled.length,
      done: groups.done.length,
    },
    retryable,
    totalBytes,
    sentBytes,
    pausedUntil: pause.until,
    pauseReason: pause.reason,
    secondsLeft: null,
  }
}
