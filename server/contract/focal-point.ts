import { canonicalValue } from './flexible/options.ts'
import type { Metadata } from './images.ts'

/** The metadata field that holds the focal point, as the text a delivery URL takes for `gravity`: `0.25x0.7`. */
export const FOCAL_POINT_FIELD = 'focal'

/** Shares of width and height, 0 to 1, from the upper left corner of the upright picture. */
export interface FocalPoint {
  x: number
  y: number
}

const SHARE = String.raw`(0(?:\.\d+)?|\.\d+|1(?:\.0+)?)`
const POINT = new RegExp(`^${SHARE}x${SHARE}$`)

/** `value` of a metadata field as a point, or `null` when it is none. */
export function readFocalPoint(value: unknown): FocalPoint | null {
  const match = typeof value === 'string' ? POINT.exec(value) : null
  return match ? { x: Number(match[1]), y: Number(match[2]) } : null
}

/** A point as it is stored: to the hundredth, what lies outside at the edge. */
export function printFocalPoint({ x, y }: FocalPoint): string {
  const share = (value: number) => String(Math.round(Math.min(1, Math.max(0, value)) * 100) / 100)
  return `${share(x)}x${share(y)}`
}

/** What to write for `gravity` in a delivery URL of an image with this metadata; `null`: nothing, it has no focal point. */
export function gravityOf(metadata: Metadata | null): string | null {
  if (metadata === null || !Object.hasOwn(metadata, FOCAL_POINT_FIELD)) return null
  const point = readFocalPoint(metadata[FOCAL_POINT_FIELD])
  return point === null ? null : canonicalValue('gravity', `${point.x.toFixed(9)}x${point.y.toFixed(9)}`)
}
