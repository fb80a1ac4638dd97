import type { Fit } from '#contract/variants.ts'

const BOX = { x: 3, y: 4, width: 28, height: 18 }

interface Drawing {
  /** The picture as it is laid, what is cut included. */
  laid: { width: number; height: number }
  /** The rest of the box is filled with white. */
  isFilled?: boolean
}

/** Each fit at what tells it apart, in the units of the drawing: a tall picture where it cuts, a small one where not. */
const DRAWINGS: Record<Fit, Drawing> = {
  'scale-down': { laid: { width: 12, height: 9 } },
  contain: { laid: { width: 14, height: 18 } },
  cover: { laid: { width: 28, height: 26 } },
  crop: { laid: { width: 18, height: 26 } },
  pad: { laid: { width: 28, height: 10 }, isFilled: true },
}

/** One fit in 34 x 26 px: the box as a frame, the picture in grey, what is cut fainter. Decorative. */
export function FitGlyph({ fit }: { fit: Fit }) {
  const { laid, isFilled } = DRAWINGS[fit]
  const seen = { width: Math.min(laid.width, BOX.width), height: Math.min(laid.height, BOX.height) }
  return (
    <svg width={34} height={26} className="shrink-0" aria-hidden="true">
      {isFilled && <rect {...BOX} fill="white" />}
      <rect {...centred(laid)} className="fill-ink-faint opacity-30" />
      <rect {...centred(seen)} className="fill-ink-faint" />
      <rect {...BOX} className="fill-none stroke-current" strokeWidth={1.5} />
    </svg>
  )
}

function centred({ width, height }: { width: number; height: number }) {
  return {
    x: BOX.x + (BOX.width - width) / 2,
    y: BOX.y + (BOX.height - height) / 2,
    width,
    height,
  }
}
