import type { Stats } from '#contract/account.ts'
import type { CallContext, ImagesApi } from '../cloudflare/images-api.ts'

const KEPT_MS = 15_000

export interface KeptStats {
  read(context: CallContext): Promise<Stats>
  /** After a change of ours the number is wrong, however young it is. */
  forget(): void
}

/** The strip asks often: one call to the upstream serves everybody for a quarter of a minute. */
export function createKeptStats(images: Pick<ImagesApi, 'getStats'>): KeptStats {
  let kept: Stats | null = null
  let changes = 0
  return {
    async read(context) {
      if (kept !== null && Date.parse(kept.asOf) + KEPT_MS >= Date.now()) return kept
      const before = changes
      const stats = { ...(await images.getStats(context)), asOf: new Date().toISOString() }
      // Counted before a change that came meanwhile: good enough to show, not to keep.
      kept = before === changes ? stats : null
      return stats
    },
    forget() {
      changes += 1
      kept = null
    },
  }
}
