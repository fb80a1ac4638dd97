import { LIMITS } from '#contract/limits.ts'
import { layoutVariant, type Size, type VariantLayout } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'

/**
 * The stage shows delivered pixels times `zoom`. Cropping and padding are centred, so every rectangle on it has
 * the same middle and only sizes matter.
 */
export interface StageFrame {
  layout: VariantLayout
  /** What was asked for; a side that is not set follows the picture. Delivered pixels. */
  box: Size
  /** The whole source at the scale of the output, what is cut included. Delivered pixels. */
  source: Size
}

export function frameVariant(source: Size, options: VariantOptions): StageFrame {
  const layout = layoutVariant(source, options)
  return {
    layout,
    box: { width: options.width ?? layout.canvas.width, height: options.height ?? layout.canvas.height },
    source: { width: source.width * layout.scale, height: source.height * layout.scale },
  }
}

/** A panorama is cut off by the stage rather than shrink the window to a dot. */
const MOST_OVERFLOW = 1.9
const MOST_ZOOM = 4

/** Room for rulers and handles beside the window and the caption below it, in screen pixels; less on a small stage. */
export function stageMargin(stage: Size): Size {
  const between = (least: number, px: number) => Math.round(Math.min(56, Math.max(least, px)))
  return { width: between(34, stage.width * 0.07), height: between(44, stage.height * 0.1) }
}

/** Screen pixels per delivered pixel, so that box and source fit on a stage of that many screen pixels. */
export function zoomToFit(frame: StageFrame, stage: Size, margin: Size): number {
  const zooms = (['width', 'height'] as const).map((side) => {
    const shown = Math.max(frame.box[side], Math.min(frame.source[side], frame.box[side] * MOST_OVERFLOW))
    return Math.max(stage[side] - 2 * margin[side], 40) / shown
  })
  return Math.min(MOST_ZOOM, ...zooms)
}

export const HANDLES = ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'] as const
export type Handle = (typeof HANDLES)[number]

const hasSide = (handle: Handle, side: string) => handle.includes(side)

/** Growth of the box, in delivered pixels, when `handle` moves by that much. Both edges move: it stays centred. */
export function growthOf(handle: Handle, moved: { x: number; y: number }, zoom: number): Size {
  const x = hasSide(handle, 'e') ? moved.x : hasSide(handle, 'w') ? -moved.x : 0
  const y = hasSide(handle, 's') ? moved.y : hasSide(handle, 'n') ? -moved.y : 0
  return { width: (2 * x) / zoom, height: (2 * y) / zoom }
}

const clampPx = (px: number) => Math.min(LIMITS.sidePx, Math.max(1, Math.round(px)))

/**
 * `options` with the sides that `handle` moves set to what `box` plus `growth` makes of them. With `ratio` (width by
 * height) the other side follows, if it is set or moved at all.
 */
export function resizeBox(
  options: VariantOptions,
  handle: Handle,
  box: Size,
  growth: Size,
  ratio: number | null,
): VariantOptions {
  const movesWidth = hasSide(handle, 'e') || hasSide(handle, 'w')
  const movesHeight = hasSide(handle, 'n') || hasSide(handle, 's')
  let width = movesWidth ? clampPx(box.width + growth.width) : options.width
  let height = movesHeight ? clampPx(box.height + growth.height) : options.height
  if (ratio !== null) {
    const widthLeads =
      movesWidth && (!movesHeight || Math.abs(growth.width) >= Math.abs(growth.height) * ratio)
    if (widthLeads && width !== null && height !== null) height = clampPx(width / ratio)
    else if (!widthLeads && width !== null && height !== null) width = clampPx(height * ratio)
  }
  return { ...options, width, height }
}

/** What an arrow key does to the edge it is pressed on: the edge moves that way; `null` for other keys. */
export function nudgeOf(key: string, isShift: boolean, handle: Handle): Size | null {
  const step = isShift ? 10 : 1
  const along = { ArrowRight: step, ArrowLeft: -step }[key] ?? null
  const down = { ArrowDown: step, ArrowUp: -step }[key] ?? null
  if (along === null && down === null) return null
  if (handle === 'se') return { width: along ?? 0, height: down ?? 0 }
  const by = along ?? down ?? 0
  return handle === 'e' ? { width: by, height: 0 } : { width: 0, height: by }
}

/**
 * The CSS blur nearest to a variant's `blur` (1 to 250) at `zoom` screen pixels per delivered pixel. The vendor does not
 * say how its number is meant; half of it as the deviation is what the local service makes of it.
 */
export function blurFilter(blur: number | null, zoom: number): { filter?: string } {
  return blur === null ? {} : { filter: `blur(${(blur * zoom) / 2}px)` }
}
