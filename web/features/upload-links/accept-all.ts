import type { ImageId } from '#contract/image-id.ts'
import type { AcceptOutcome } from '#contract/upload-links.ts'

interface AcceptAllOptions {
  /** The first `limit` that still wait. */
  fetchNext(limit: number): Promise<readonly { id: ImageId }[]>
  accept(ids: readonly ImageId[]): Promise<AcceptOutcome>
  onProgress(accepted: number): void
  /** Asked before each step; false leaves the rest alone. */
  mayGoOn(): boolean
}

const AT_ONCE = 20
const MOST_LOOKED_AT = 500

/**
 * Accepts what waits, step by step, until nothing is left that was not tried: what arrives meanwhile is among it, what
 * failed is not tried twice. A step that fails as a whole ends it. @throws what the steps throw
 */
export async function acceptAll(options: AcceptAllOptions): Promise<AcceptOutcome> {
  const outcome: AcceptOutcome = { accepted: [], failed: [] }
  const tried = new Set<string>()
  while (options.mayGoOn()) {
    // Those that failed stand before the others; the index may lag behind for a moment, too.
    const limit = Math.min(MOST_LOOKED_AT, tried.size + AT_ONCE)
    const ids = (await options.fetchNext(limit)).map(({ id }) => id).filter((id) => !tried.has(id))
    const step = ids.slice(0, AT_ONCE)
    if (step.length === 0) break
    for (const id of step) tried.add(id)
    const { accepted, failed } = await options.accept(step)
    outcome.accepted.push(...accepted)
    outcome.failed.push(...failed)
    options.onProgress(outcome.accepted.length)
  }
  return outcome
}
