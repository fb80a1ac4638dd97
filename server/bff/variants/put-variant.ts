import type { Variant, VariantOptions, VariantState } from '#contract/variants.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'

const CLEARABLE = ['width', 'height', 'blur', 'browserTtlSeconds'] as const satisfies (keyof VariantOptions)[]
export type ClearableOption = (typeof CLEARABLE)[number]

export interface PutVariant {
  /** As the Images API has it now. */
  variant: Variant
  /** Options that were to go and are still there. */
  kept: ClearableOption[]
}

/**
 * Makes a variant `state`. Whether the Images API replaces options or merges them is not documented: where the answer
 * still has an option that is to go, it is asked once more, by `null`.
 */
export async function putVariant(
  images: Pick<ImagesApi, 'editVariant'>,
  name: string,
  state: VariantState,
  context: CallContext,
): Promise<PutVariant> {
  const first = resultOf(await images.editVariant(name, state, context), state)
  if (first.kept.length === 0) return first
  try {
    return resultOf(await images.editVariant(name, { ...state, clears: true }, context), state)
  } catch {
    // The first one is done, and that is what has to be told.
    return first
  }
}

function resultOf(variant: Variant, wanted: VariantState): PutVariant {
  const kept = CLEARABLE.filter((name) => wanted.options[name] === null && variant.options[name] !== null)
  return { variant, kept }
}
