import { type VariantState, type VariantVersion, variantTag } from '#contract/variants.ts'

/** A version as it is told: beside the one before it. */
export interface ToldVersion {
  version: VariantVersion
  /** What it was before; `null` when it was not there, or that is not known. */
  before: VariantState | null
  /** The newest of the older versions that is the same: somebody went back to it. ISO 8601. */
  sameAs: string | null
  /** The variant is this now. */
  isNow: boolean
}

/**
 * @param versions newest first
 * @param now the variant as it is; `null` when it is gone
 */
export function tellVersions(versions: readonly VariantVersion[], now: VariantState | null): ToldVersion[] {
  const tags = versions.map(({ state }) => state && variantTag(state))
  const nowTag = now && variantTag(now)
  return versions.map((version, index) => {
    const tag = tags[index]
    const again = tag === null ? -1 : tags.indexOf(tag ?? null, index + 1)
    return {
      version,
      before: versions[index + 1]?.state ?? null,
      sameAs: versions[again]?.at ?? null,
      isNow: index === 0 && tag === nowTag,
    }
  })
}
