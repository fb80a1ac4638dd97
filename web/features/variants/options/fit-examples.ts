import { layoutVariant } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { variantOptions as words } from '../../../lib/messages/variant-options.ts'
import { describeLayout } from '../describe-layout.ts'

/** Larger than most boxes lying and standing, and smaller: between them every fit tells itself apart. */
const SOURCES = [
  { kind: 'photo', width: 4000, height: 3000 },
  { kind: 'portrait', width: 3000, height: 4500 },
  { kind: 'small', width: 320, height: 240 },
] as const

/** What a variant makes of usual pictures, in words; none while it has no size. */
export function fitExamples(
  options: Pick<VariantOptions, 'fit' | 'width' | 'height'>,
): { source: string; size: string; notes: string }[] {
  if (options.width === null && options.height === null) return []
  return SOURCES.map(({ kind, ...source }) => ({
    source: words.exampleOf[kind](source.width, source.height),
    ...describeLayout(layoutVariant(source, options), options, true).brief,
  }))
}
