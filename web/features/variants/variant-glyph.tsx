import { layoutVariant } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'

const BOX = { width: 34, height: 26 }
/** A picture of usual proportions, smaller than most boxes are. */
const SAMPLE = { width: 1500, height: 1000 }

/** The geometry of a variant in 34 x 26 px: the picture as a grey area, the output as a frame. Decorative. */
export function VariantGlyph({ options }: { options: VariantOptions }) {
  const layout = layoutVariant(SAMPLE, options)
  const source = { width: SAMPLE.width * layout.scale, height: SAMPLE.height * layout.scale }
  const zoom = Math.min(
    (BOX.width - 2) / Math.max(layout.canvas.width, source.width),
    (BOX.height - 2) / Math.max(layout.canvas.height, source.height),
  )
  const middle = (width: number, height: number) => ({
    x: (BOX.width - width * zoom) / 2,
    y: (BOX.height - height * zoom) / 2,
    width: width * zoom,
    height: height * zoom,
  })
  return (
    <svg width={BOX.width} height={BOX.height} className="shrink-0 bg-well" aria-hidden="true">
      <rect {...middle(source.width, source.height)} className="fill-ink-faint opacity-40" />
      <rect
        {...middle(layout.canvas.width, layout.canvas.height)}
        className="fill-none stroke-ink"
        strokeWidth={1.5}
      />
    </svg>
  )
}
