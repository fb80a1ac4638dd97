import { LIMITS } from '#contract/limits.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import type { Handle } from './stage-frame.ts'

/** Sides that people ask for: screens, cards, thumbnails, avatars. Sorted. */
export const COMMON_SIDES_PX = [
  16, 32, 48, 64, 96, 100, 120, 128, 150, 160, 180, 192, 200, 240, 256, 300, 315, 320, 360, 400, 480, 500,
  512, 600, 628, 630, 640, 720, 750, 768, 800, 828, 900, 960, 1000, 1024, 1080, 1200, 1280, 1350, 1366, 1440,
  1500, 1536, 1600, 1800, 1920, 2000, 2048, 2160, 2400, 2560, 3000, 3200, 3840, 4096, 5120, 7680,
] as const

/** How near the edge has to come, in screen pixels. */
const REACH_SCREEN_PX = 5
/** And in delivered pixels at most, so that what lies between two common sizes can be had on a small stage too. */
const REACH_PX = 10

/** Sides that have settled on something; `null` for one that has not, or was not moved. */
export interface Snap {
  width: number | null
  height: number | null
}

export const NO_SNAP: Snap = { width: null, height: null }

interface SnapInput {
  /** As the drag left them. */
  options: VariantOptions
  handle: Handle
  /** Screen pixels per delivered pixel. */
  zoom: number
  /** Width by height while locked: the side that leads settles, the other follows. */
  ratio: number | null
  /** Its own sides are worth settling on; `null` when they are not known. */
  source: Size | null
}

/**
 * `options` with each moved side that is near a common size, the source's own side or the other side (a square) set to
 * that, and which sides were.
 */
export function snapBox({ options, handle, zoom, ratio, source }: SnapInput): {
  options: VariantOptions
  snap: Snap
} {
  // Both edges move with the hand, so a side grows twice as fast as the edge.
  const reach = Math.min(REACH_PX, (2 * REACH_SCREEN_PX) / zoom)
  const movesWidth = handle.includes('e') || handle.includes('w')
  const movesHeight = handle.includes('n') || handle.includes('s')
  const { width, height } = options
  const near = (side: number, own: number | undefined, other: number | null) =>
    nearest(
      side,
      [...COMMON_SIDES_PX, ...(own === undefined ? [] : [own]), ...(other === null ? [] : [other])],
      reach,
    )

  if (ratio !== null && width !== null && height !== null) {
    const leads = movesWidth ? 'width' : 'height'
    const settled = near(leads === 'width' ? width : height, source?.[leads], null)
    if (settled === null) return { options, snap: NO_SNAP }
    const follows = clampPx(leads === 'width' ? settled / ratio : settled * ratio)
    const sides =
      leads === 'width' ? { width: settled, height: follows } : { width: follows, height: settled }
    return { options: { ...options, ...sides }, snap: { ...NO_SNAP, [leads]: settled } }
  }

  const snapWidth = movesWidth && width !== null ? near(width, source?.width, height) : null
  const after = snapWidth ?? width
  const snapHeight = movesHeight && height !== null ? near(height, source?.height, after) : null
  return {
    options: { ...options, width: after, height: snapHeight ?? height },
    snap: { width: snapWidth, height: snapHeight },
  }
}

function nearest(side: number, candidates: readonly number[], reach: number): number | null {
  let best: number | null = null
  for (const candidate of candidates) {
    if (candidate < 1 || candidate > LIMITS.sidePx) continue
    const distance = Math.abs(candidate - side)
    if (distance <= reach && (best === null || distance < Math.abs(best - side))) best = candidate
  }
  return best
}

const clampPx = (px: number) => Math.min(LIMITS.sidePx, Math.max(1, Math.round(px)))
