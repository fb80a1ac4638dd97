import type { VariantOptions } from '#contract/variants.ts'
import type { variantStart } from '../../../lib/messages/variant-start.ts'

export type PointName = keyof typeof variantStart.points

export interface StartingPoint {
  point: PointName
  /** What a new variant may be called. */
  name: string
  options: VariantOptions
}

const NOTHING_ELSE = { blur: null, browserTtlSeconds: null } as const

function box(point: PointName, name: string, width: number, height: number): StartingPoint {
  return { point, name, options: { fit: 'cover', width, height, metadata: 'none', ...NOTHING_ELSE } }
}

function column(
  point: PointName,
  name: string,
  width: number,
  metadata: VariantOptions['metadata'] = 'none',
): StartingPoint {
  return { point, name, options: { fit: 'scale-down', width, height: null, metadata, ...NOTHING_ELSE } }
}

/** Sizes as those who show the pictures ask for them. */
export const PURPOSES: readonly StartingPoint[] = [
  box('openGraph', 'og', 1200, 630),
  box('xCard', 'xcard', 1200, 600),
  box('avatar', 'avatar', 256, 256),
  box('thumbnail', 'thumb', 400, 300),
  box('hero', 'hero', 1920, 800),
  column('article', 'article', 1200, 'copyright'),
  box('amp', 'amp', 1200, 675),
  column('email', 'email', 1200),
]

/** The width in CSS pixels times what the usual device of its kind has for each. */
export const DEVICES: readonly StartingPoint[] = [
  column('phone', 'phone', 390 * 3),
  column('tablet', 'tablet', 820 * 2),
  column('laptop', 'laptop', 1440 * 2),
  column('desktop', 'desktop', 1920),
]
