import type { ImageId } from '#contract/image-id.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, learnFrom } from '../deps.ts'
import { isGone } from '../is-upstream-error.ts'
import type { Asking } from './asking.ts'
import type { KeepDeps } from './keep-image.ts'

export interface Sweeper {
  /** There is something to sweep. */
  soon(): void
  /** Ends the sweep that is on. */
  stop(): Promise<void>
}

const EVERY_MS = 5 * 60_000
const SOON_MS = 1_000
const AT_A_TIME = 20
const DEADLINE_MS = 60_000
/** An upload begun in time may still be going on. */
const AFTER_EXPIRY_MS = 10 * 60_000
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * Deletes the drafts nobody will fill any more: given up, refused, or expired with nothing in them; and forgets uploads
 * after a week. Whatever turns out to be an image is left alone. Failures are told and tried again the next time.
 */
export function createSweeper({
  images,
  journal,
  asking,
  onError,
  now,
  ...parts
}: Pick<BffDeps, 'images'> &
  KeepDeps & { asking: Asking; onError(error: unknown): void; now(): number }): Sweeper {
  const stopped = new AbortController()
  let timer = setTimeout(sweep, SOON_MS)
  timer.unref()
  let sweeping: Promise<void> | null = null

  async function remove(id: ImageId, context: CallContext): Promise<void> {
    const image = await asking.details(id, context)
    if (image?.draft) await deleted(id, context)
    else if (image !== null) {
      learnFrom([image], parts)
      await parts.library.wroteThrough(image)
    }
    journal.draftGone(id)
  }

  async function deleted(id: ImageId, context: CallContext): Promise<void> {
    try {
      await images.deleteImage(id, context)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }

  /** @returns false when there is more to do */
  async function sweepOnce(): Promise<boolean> {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(DEADLINE_MS)])
    const context: CallContext = { callClass: 'background', person: 'uploads', signal, prefersBatch: false }
    journal.prune(now() - KEPT_MS)
    const expired = journal.expiredBefore(now() - AFTER_EXPIRY_MS, AT_A_TIME)
    for (const row of expired) {
      if ((await asking.imageOf(row, context)) === null) journal.giveUp(row.key)
    }
    for (const id of journal.givenUpDrafts(AT_A_TIME)) await remove(id, context)
    return expired.length < AT_A_TIME && journal.givenUpDrafts(1).length === 0
  }

  function sweep(): void {
    sweeping ??= sweepOnce()
      .then(
        (isDone) => plan(isDone ? EVERY_MS : SOON_MS),
        (error: unknown) => {
          if (stopped.signal.aborted) return
          onError(error)
          plan(EVERY_MS)
        },
      )
      .finally(() => {
        sweeping = null
      })
  }

  function plan(ms: number): void {
    if (stopped.signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(sweep, ms)
    timer.unref()
  }

  return {
    soon: () => plan(SOON_MS),
    async stop() {
      stopped.abort(new DOMException('The desk stops', 'AbortError'))
      clearTimeout(timer)
      await sweeping
    },
  }
}
