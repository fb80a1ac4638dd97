import { LIMITS } from '#contract/limits.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'

/** Proportions with a name, width by height; the wide ones first. */
export const RATIO_PRESETS = [
  { name: '3:1', ratio: 3 },
  { name: '2:1', ratio: 2 },
  { name: '1.91:1', ratio: 1200 / 628 },
  { name: '16:9', ratio: 16 / 9 },
  { name: '3:2', ratio: 3 / 2 },
  { name: '4:3', ratio: 4 / 3 },
  { name: '1:1', ratio: 1 },
  { name: '4:5', ratio: 4 / 5 },
  { name: '3:4', ratio: 3 / 4 },
  { name: '2:3', ratio: 2 / 3 },
  { name: '9:16', ratio: 9 / 16 },
] as const

export type RatioChoice = 'free' | 'source' | 'own' | (typeof RATIO_PRESETS)[number]['name']

/** `own` is a lock on proportions that have no name. */
export function choiceOf(ratio: number | null, source: Size | null): RatioChoice {
  if (ratio === null) return 'free'
  const preset = RATIO_PRESETS.find((one) => isSame(one.ratio, ratio))
  if (preset !== undefined) return preset.name
  return source !== null && isSame(source.width / source.height, ratio) ? 'source' : 'own'
}

/** The proportions that a choice stands for; `undefined` for what cannot be chosen just now. */
export function ratioOf(choice: string, source: Size | null): number | null | undefined {
  if (choice === 'free') return null
  if (choice === 'source') return source === null ? undefined : source.width / source.height
  return RATIO_PRESETS.find(({ name }) => name === choice)?.ratio
}

/** `options` in these proportions: as wide as the `box` is, both sides set, neither above the limit nor below 1. */
export function shapeTo(options: VariantOptions, box: Size, ratio: number): VariantOptions {
  const widest = Math.min(LIMITS.sidePx, LIMITS.sidePx * ratio)
  const width = Math.max(1, Math.min(widest, Math.max(1, box.width)))
  const [wide, high] = [Math.round(width), Math.round(width / ratio)]
  return { ...options, width: Math.max(1, wide), height: Math.min(LIMITS.sidePx, Math.max(1, high)) }
}

/** Half a thousandth: less than a pixel makes of any usual size. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a / b - 1) < 0.0005
}
