import type { FlexibleOptions } from '#contract/flexible/options.ts'
import { printFlexibleOptions } from '#contract/flexible/parse.ts'
import { isCropping } from '#contract/flexible/promote.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { Rendition } from './delivery-snippets.ts'

/**
 * Once something is cut off, the image's focal point says what stays, unless somebody chose otherwise. Only a URL with
 * options can say so: a named variant has no gravity. @param focal from `gravityOf`
 */
export function withFocalPoint(options: FlexibleOptions, focal: string | null): FlexibleOptions {
  const isTaken = focal !== null && !options.gravity?.trim() && isCropping(options.fit ?? '')
  return isTaken ? { ...options, gravity: focal } : options
}

/** Shares of the delivered width that a browser is offered; below `SMALLEST_PX` there is nothing to save. */
const SHARES = [0.25, 0.5, 0.75]
const SMALLEST_PX = 64
/** They show the whole picture: the width alone says how large. */
const WHOLE: ReadonlySet<string> = new Set(['scale-down', 'contain'])
/** They are told a box, and fill it where the picture is large enough. */
const BOXED: ReadonlySet<string> = new Set(['cover', 'crop', 'aspect-crop', 'pad', 'squeeze'])

/**
 * The same picture in smaller widths, narrowest first, as delivered one last. Nothing wider than what was seen: how
 * large the original is, a delivery does not tell. Empty where a share of the width would be another picture.
 *
 * @param base of the image's delivery URLs, without `/` at the end
 * @param delivered pixels that `options` really gave
 */
export function narrowerOnes(base: string, options: FlexibleOptions, delivered: Size): Rendition[] {
  const { height, dpr, ...rest } = options
  const fit = options.fit ?? 'scale-down'
  const isWhole = WHOLE.has(fit)
  // Margins are multiplied by dpr, which `srcset` leaves to the browser.
  const isMarginScaled =
    dpr !== undefined && Object.keys(options).some((name) => name === 'trim' || name.startsWith('trim.'))
  const needsBoth = !isWhole && (options.width === undefined || height === undefined)
  const isKnown = isWhole || BOXED.has(fit)
  if (!isKnown || needsBoth || isMarginScaled || options.width === 'auto' || options.format === 'json')
    return []
  const smaller = SHARES.flatMap((share): Rendition[] => {
    const width = Math.round(delivered.width * share)
    if (width < SMALLEST_PX) return []
    const size = { width, height: Math.max(1, Math.round((width * delivered.height) / delivered.width)) }
    const asked = {
      ...rest,
      width: String(size.width),
      ...(isWhole ? {} : { height: String(size.height) }),
    }
    return [{ url: `${base}/${printFlexibleOptions(asked)}`, ...size }]
  })
  return [...smaller, { url: `${base}/${printFlexibleOptions(options)}`, ...delivered }]
}
