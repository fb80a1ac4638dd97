import { BATCH_LANE_FROM_FILES } from '#contract/uploads.ts'

const WITHIN_MS = 60_000

export interface BatchDemand {
  /** An upload comes. @param announced files still to come of its batch, as its sender says */
  note(announced: number): void
  /** Many uploads are on their way, or were in the last minute: the batch lane is worth its token. */
  isHigh(): boolean
}

/** @param now milliseconds of any clock */
export function createBatchDemand(now: () => number = Date.now): BatchDemand {
  /** Moments of the latest uploads, as many as count. */
  const latest: number[] = []
  let announcedAt = Number.NEGATIVE_INFINITY

  return {
    note(announced) {
      if (announced >= BATCH_LANE_FROM_FILES) announcedAt = now()
      latest.push(now())
      if (latest.length > BATCH_LANE_FROM_FILES) latest.shift()
    },
    isHigh() {
      const oldest = latest.length < BATCH_LANE_FROM_FILES ? undefined : latest[0]
      return now() - announcedAt < WITHIN_MS || (oldest !== undefined && now() - oldest < WITHIN_MS)
    },
  }
}
