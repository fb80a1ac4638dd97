import type { Metadata } from '#contract/images.ts'

type Value = Metadata[string] | undefined

interface MetadataConflict {
  key: string
  /** What both began with; `undefined`: nothing. */
  was: Value
  /** `undefined`: removed. */
  mine: Value
  theirs: Value
}

export interface MetadataMerge {
  /** Every change of either side; where both changed the same key, ours. */
  merged: Metadata
  /** Keys that both sides changed to different values. */
  conflicts: MetadataConflict[]
}

/** Equal as JSON; the order of keys does not count. */
export function sameJson(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** Three-way, key by key at the top level. `base` is what our draft began with. */
export function mergeMetadata(base: Metadata, mine: Metadata, theirs: Metadata): MetadataMerge {
  const merged: Metadata = {}
  const conflicts: MetadataConflict[] = []
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)])) {
    const was = own(base, key)
    const ours = own(mine, key)
    const other = own(theirs, key)
    const value = sameJson(ours, was) ? other : ours
    if (value !== undefined) define(merged, key, value)
    if (!sameJson(ours, was) && !sameJson(other, was) && !sameJson(ours, other)) {
      conflicts.push({ key, was, mine: ours, theirs: other })
    }
  }
  return { merged, conflicts }
}

/** `metadata` with one key set, or without it. */
export function withValue(metadata: Metadata, key: string, value: Value): Metadata {
  const changed: Metadata = {}
  for (const name of new Set([...Object.keys(metadata), key])) {
    const kept = name === key ? value : own(metadata, name)
    if (kept !== undefined) define(changed, name, kept)
  }
  return changed
}

const own = (metadata: Metadata, key: string): Value =>
  Object.hasOwn(metadata, key) ? metadata[key] : undefined

/** A key may be called `__proto__`. */
function define(metadata: Metadata, key: string, value: Metadata[string]): void {
  Object.defineProperty(metadata, key, { value, enumerable: true, writable: true, configurable: true })
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  )
}
