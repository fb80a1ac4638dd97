import { type Variant, type VariantState, variantTag } from '#contract/variants.ts'
import type { NewVariantVersion } from '../../store/variant-versions.ts'

/** A write of ours, the last one of its variant. Tags are `null` for "there is none". */
export interface OurWrite {
  by: string
  before: string | null
  after: string | null
  /** When its answer came, milliseconds since 1970; `null`: none came, or one that leaves open what it did. */
  answeredAtMs: number | null
}

/** So long a list may still show what was there before a write. */
const LAG_MS = 60_000

type Known = ReadonlyMap<string, VariantState | null>

export const tagOf = (state: VariantState | null | undefined) => (state ? variantTag(state) : null)

/**
 * What a list of all variants says that the kept versions do not. Pure.
 *
 * @param known by name; empty when this desk looks for the first time
 * @param writes by name: a write without an answer is recognised, a list that lags behind one is not taken for news
 */
export function noticeChanges(
  known: Known,
  listed: readonly Variant[],
  writes: ReadonlyMap<string, OurWrite>,
  nowMs: number,
): NewVariantVersion[] {
  const states = new Map<string, VariantState | null>(listed.map(({ name, ...state }) => [name, state]))
  for (const [name, state] of known) if (state !== null && !states.has(name)) states.set(name, null)
  return [...states].flatMap(([name, state]) => {
    const tag = tagOf(state)
    if (known.has(name) && tagOf(known.get(name)) === tag) return []
    const write = writes.get(name)
    const answeredAtMs = write?.answeredAtMs ?? null
    if (answeredAtMs !== null && write?.before === tag && nowMs - answeredAtMs < LAG_MS) return []
    const isOurs = write !== undefined && answeredAtMs === null && write.after === tag
    return [{ name, state, by: isOurs ? write.by : null, change: changeOf(known, name, state) }]
  })
}

function changeOf(known: Known, name: string, state: VariantState | null): NewVariantVersion['change'] {
  if (state === null) return 'deleted'
  if (known.get(name)) return 'changed'
  return known.size === 0 ? 'first_seen' : 'created'
}
