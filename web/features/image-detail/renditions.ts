import { layoutVariant } from '#contract/variant-geometry.ts'
import type { Variant } from '#contract/variants.ts'
import type { Size } from './view-transform.ts'

interface Link {
  name: string
  url: string
}

/** Stands for a picture of unknown size: as large as one may be, so that only the box counts. */
const UNKNOWN: Size = { width: 12_000, height: 12_000 }

/**
 * URL of the variant that shows most of the picture as it is: not blurred, cropped or padded, and of the largest
 * scale; among equals `public`. `null` when no variant shows the whole picture.
 *
 * `variants` is `null` while unknown: then `public`, which every account begins with. `picture` is the original's size
 * in pixels, `null` while unknown.
 */
export function largestRendition(
  links: readonly Link[],
  variants: readonly Variant[] | null,
  picture: Size | null,
): string | null {
  const publicUrl = links.find(({ name }) => name === 'public')?.url ?? null
  if (variants === null) return publicUrl
  let best: { scale: number; url: string } | null = null
  for (const { name, url } of links) {
    const options = variants.find((variant) => variant.name === name)?.options
    if (options === undefined || options.blur !== null) continue
    if (options.fit !== 'scale-down' && options.fit !== 'contain') continue
    // Beyond its own pixels a picture shows no more of itself.
    const scale = Math.min(1, layoutVariant(picture ?? UNKNOWN, options).scale)
    if (best === null || scale > best.scale || (scale === best.scale && url === publicUrl)) {
      best = { scale, url }
    }
  }
  return best?.url ?? null
}
