import { DEFAULT_VARIANT } from '#contract/variant-plan.ts'
import type { Variant } from '#contract/variants.ts'

export const VARIANT_ORDERS = ['name', 'size', 'fit'] as const
export type VariantOrder = (typeof VARIANT_ORDERS)[number]

export interface ListChoice {
  /** Words that all have to be in the name, the size (`1200`, `1200x630`) or the fit; letter case does not count. */
  text: string
  order: VariantOrder
  /** Leaves out what signed links of ours serve, and the default, which is used by everything that names none. */
  isUnusedOnly: boolean
}

/** The variants to show, in order; equal ones by name. */
export function orderVariants(
  variants: readonly Variant[],
  aliveLinks: Readonly<Record<string, number>>,
  { text, order, isUnusedOnly }: ListChoice,
): Variant[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return variants
    .filter(({ name }) => !isUnusedOnly || (name !== DEFAULT_VARIANT && !aliveLinks[name]))
    .filter((variant) => {
      const told = tellVariant(variant)
      return wanted.every((word) => told.includes(word.replace('×', 'x')))
    })
    .toSorted((a, b) => COMPARISONS[order](a, b) || byName(a, b))
}

function tellVariant({ name, options }: Variant): string {
  return `${name} ${options.width ?? ''}x${options.height ?? ''} ${options.fit}`.toLowerCase()
}

const byName = (a: Variant, b: Variant) => a.name.localeCompare(b.name, 'en', { numeric: true })

/** Pixels of the box; a side that is not given counts as long as the other. */
function areaOf({ options: { width, height } }: Variant): number {
  return (width ?? height ?? 0) * (height ?? width ?? 0)
}

const COMPARISONS: Record<VariantOrder, (a: Variant, b: Variant) => number> = {
  name: byName,
  size: (a, b) => areaOf(a) - areaOf(b),
  fit: (a, b) => (a.options.fit < b.options.fit ? -1 : Number(a.options.fit > b.options.fit)),
}
