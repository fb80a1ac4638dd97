import type { VariantField } from '#contract/variant-plan.ts'
import type { VariantDraft } from '../draft.ts'

/** `draft` with one field as `from` has it. */
export function withField(draft: VariantDraft, field: VariantField, from: VariantDraft): VariantDraft {
  if (field === 'neverRequiresSignedUrl') {
    return { ...draft, neverRequiresSignedUrl: from.neverRequiresSignedUrl }
  }
  return { ...draft, options: { ...draft.options, [field]: from.options[field] } }
}
