import type { Variant } from '#contract/variants.ts'

/** Modes that show the whole picture. */
const WHOLE = new Set(['scale-down', 'contain'])

/**
 * The variant to make a thumbnail from: of those that show the whole picture unblurred, the smallest that fills
 * `sizePx`, else the largest; `null` when every variant cuts, pads or blurs.
 */
export function chooseVariant(variants: readonly Variant[], sizePx: number): Variant | null {
  const longest = ({ options }: Variant) =>
    Math.min(options.width ?? Number.POSITIVE_INFINITY, options.height ?? Number.POSITIVE_INFINITY)
  const whole = variants
    .filter(({ options }) => WHOLE.has(options.fit) && options.blur === null)
    .sort((a, b) => longest(a) - longest(b))
  return whole.find((variant) => longest(variant) >= sizePx) ?? whole.at(-1) ?? null
}
