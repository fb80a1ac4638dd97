import type { VariantLayout } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { variantStage as stage } from '../../lib/messages/variant-stage.ts'
import { variants as words } from '../../lib/messages/variants.ts'

/**
 * What a variant makes of a picture, in words: `1,200 × 630` and `cuts 16% of the height`. With a source whose pixels
 * are not known exactly, a size that depends on them is called about that, or up to that where the fit never enlarges.
 * `brief` is the same for a caption below a small picture.
 */
export function describeLayout(
  layout: VariantLayout,
  options: Pick<VariantOptions, 'fit' | 'width' | 'height'>,
  isExact: boolean,
): { size: string; notes: string; brief: { size: string; notes: string } } {
  const size = words.window(layout.canvas.width, layout.canvas.height)
  const notes: string[] = []
  const briefNotes: string[] = []
  if (layout.cutHeight > 0.005) notes.push(words.cutsHeight(layout.cutHeight))
  if (layout.cutWidth > 0.005) notes.push(words.cutsWidth(layout.cutWidth))
  if (notes.length > 0) {
    const kept = (1 - layout.cutWidth) * (1 - layout.cutHeight)
    briefNotes.push(words.cutsBrief(1 - kept))
  }
  if (layout.enlarged) {
    notes.push(words.enlarged(layout.scale))
    briefNotes.push(words.enlarged(layout.scale))
  }
  if (layout.padded) {
    const across = layout.canvas.width - layout.drawn.width
    const down = layout.canvas.height - layout.drawn.height
    if (across > 0) notes.push(stage.paddedAcross(Math.ceil(across / 2)))
    if (down > 0) notes.push(stage.paddedDown(Math.ceil(down / 2)))
    briefNotes.push(words.padded)
  }
  const [full, short] = isExact ? [same, same] : qualifiersOf(options)
  return {
    size: full(size),
    notes: notes.join(', '),
    brief: { size: short(size), notes: briefNotes.join(', ') },
  }
}

const same = (size: string) => size

function qualifiersOf({ fit, width, height }: Pick<VariantOptions, 'fit' | 'width' | 'height'>) {
  if (fit === 'scale-down' || fit === 'crop') return [words.upTo, words.upToBrief] as const
  const isGiven = width !== null && height !== null && fit !== 'contain'
  return isGiven ? ([same, same] as const) : ([words.about, words.aboutBrief] as const)
}
