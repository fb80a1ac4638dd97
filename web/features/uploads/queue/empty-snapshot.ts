import type { UploadItem, UploadStatus } from '../upload-item.ts'
import type { PauseReason } from './queue-pause.ts'

/** What the tray and the status strip paint. */
export interface UploadsSnapshot {
  /**
   * What needs a person first: failed, held, then sending, asking, waiting, checking, skipped, cancelled, done; in each
   * the order of arrival.
   */
  items: readonly UploadItem[]
  counts: Readonly<Record<UploadStatus, number>>
  /** Failed ones that sending again may help. */
  retryable: number
  /** Over everything that was neither refused, skipped nor cancelled. */
  totalBytes: number
  sentBytes: number
  /** Milliseconds since 1970; everything is held back until then. `null` also in a pause without a known end. */
  pausedUntil: number | null
  /** `person`: until somebody resumes. */
  pauseReason: PauseReason | null
  /** Honest time left over everything that goes by itself, a timed pause included; `null` until it is known. */
  secondsLeft: number | null
  /** Files that may be on the wire at a time, as adapted. */
  lanes: number
}

export const EMPTY_SNAPSHOT: UploadsSnapshot = {
  items: [],
  counts: {
    failed: 0,
    held: 0,
    sending: 0,
    asking: 0,
    waiting: 0,
    checking: 0,
    skipped: 0,
    cancelled: 0,
    done: 0,
  },
  retryable: 0,
  totalBytes: 0,
  sentBytes: 0,
  pausedUntil: null,
  pauseReason: null,
  secondsLeft: null,
  lanes: 0,
}

/** How many something is still to happen to. */
export function openCount(counts: UploadsSnapshot['counts']): number {
  return counts.held + movingCount(counts)
}

/** How many go on by themselves, no person needed. */
export function movingCount(counts: UploadsSnapshot['counts']): number {
  return counts.checking + counts.waiting + counts.sending + counts.asking
}
