import type { Image } from '#contract/images.ts'
import type { Measurements } from '#contract/library.ts'

/** What was found out about the bytes of one image; absent fields were not looked at and stay as they are. */
export interface Learnt extends Partial<Measurements> {
  /** 64 bits, 16 hex digits. `null`: the pixels cannot be had (an SVG, a format no decoder here knows); do not ask again. */
  perceptualHash?: string | null
}

/** An image by its bytes: a custom id that was deleted and uploaded again has another upload time. */
export type MeasuredImage = Pick<Image, 'id' | 'uploadedAt'>

export interface ImageToMeasure extends MeasuredImage {
  requiresSignedUrl: boolean
  variants: Image['variants']
  /** `facts`: size, type or pixels are missing; `bytes`: only content hash or perceptual hash. */
  needs: 'facts' | 'bytes'
  /** How often it failed since it was last learnt. */
  failures: number
}

/**
 * Where the index keeps what was measured. Every method is one transaction, cheap, and never fails for an image that is
 * no longer there or has other bytes by now (another `uploadedAt`): such news is dropped.
 */
export interface MeasureStore {
  /**
   * What to measure next: images with missing facts first, then those with missing hashes; newest first within each; no
   * drafts, none whose pause after a failure has not passed. An SVG needs facts (size and type) and nothing else; what
   * was learnt to be `null` counts as known.
   */
  next(limit: number): Promise<ImageToMeasure[]>
  learnt(image: MeasuredImage, learnt: Learnt): Promise<void>
  /** Not asked for again before `pauseAfterFailures`. `reason` is for the log and the status page, without secrets. */
  failed(image: MeasuredImage, reason: string): Promise<void>
}

const FIRST_PAUSE_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 7 * 24 * 3_600_000

/** How long an image rests after its `failures`-th failure in a row: ten minutes, four times as long each time, a week at most. */
export function pauseAfterFailures(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** Math.max(0, failures - 1))
}
