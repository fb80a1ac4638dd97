import type { VariantField } from '#contract/variant-plan.ts'
import type { VariantState } from '#contract/variants.ts'
import { formatNumber } from '../../../lib/format.ts'
import { variantVersions as words } from '../../../lib/messages/variant-versions.ts'
import { variants } from '../../../lib/messages/variants.ts'

const LABELS: Record<VariantField, string> = {
  fit: variants.fit,
  width: variants.width,
  height: variants.height,
  metadata: variants.metadata,
  blur: variants.blur,
  browserTtlSeconds: variants.ttl,
  neverRequiresSignedUrl: words.accessLabel,
}

export const fieldLabel = (field: VariantField): string => LABELS[field]

/** One field of a state in words: `1,200`, `any`, `Cover`. */
export function fieldValue({ options, neverRequiresSignedUrl }: VariantState, field: VariantField): string {
  if (field === 'neverRequiresSignedUrl')
    return neverRequiresSignedUrl ? words.access.open : words.access.signed
  if (field === 'fit') return variants.fits[options.fit].name
  if (field === 'metadata') return variants.metadataModes[options.metadata]
  const value = options[field]
  if (value === null)
    return field === 'blur' ? words.none : field === 'browserTtlSeconds' ? words.accountTtl : words.anySide
  return field === 'browserTtlSeconds' ? words.seconds(value) : formatNumber(value)
}
