import { Crosshair } from 'lucide-react'
import type { FocalPoint } from '#contract/focal-point.ts'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { cx } from '../../lib/cx.ts'

interface FocalPictureProps {
  image: Image
  /** `null`: none is set. */
  point: FocalPoint | null
  /** Of the picture: its largest sides. */
  className: string
}

/** The picture with its focal point marked; as wide as the picture, so that shares of one are shares of the other. */
export function FocalPicture({ image, point, className }: FocalPictureProps) {
  return (
    <span className="relative inline-block max-w-full align-top">
      <img
        src={thumbnailPath(image, 640)}
        alt=""
        draggable={false}
        className={cx('block min-h-6 min-w-6 max-w-full', className)}
      />
      {point && (
        <span
          aria-hidden
          className="pointer-events-none absolute -translate-1/2 rounded-full bg-canvas p-0.5 text-ink"
          style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
        >
          <Crosshair className="size-5" strokeWidth={1.5} />
        </span>
      )}
    </span>
  )
}
