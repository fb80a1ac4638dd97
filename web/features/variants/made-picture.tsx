import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import type { Size, VariantLayout } from '#contract/variant-geometry.ts'
import { blurFilter } from './stage-frame.ts'
import { RealPicture } from './truth/real-picture.tsx'
import { STRIP_THUMBNAIL_PX } from './use-pictures.ts'

interface MadePictureProps {
  image: Image
  /** Pixels of the source; `null` while nobody knows. */
  size: Size | null
  /** What a variant makes of it; `null` as long as `size` is. */
  layout: VariantLayout | null
  blur: number | null
  /** What it fills while its size is not known. */
  frame: Size
  /** CSS pixels per delivered pixel. */
  zoom: number
  /** What really comes of it; covers the thumbnail as soon as it is there. */
  realUrl?: string | null
  onThumbnail?: (size: Size) => void
}

/** The largest zoom at which every canvas fits into `frame`. */
export function zoomToFit(canvases: readonly Size[], frame: Size): number {
  const zooms = canvases.flatMap(({ width, height }) => [frame.width / width, frame.height / height])
  return zooms.length === 0 ? 1 : Math.min(...zooms)
}

/** A picture as a variant would deliver it, small. Decorative. */
export function MadePicture(props: MadePictureProps) {
  const { image, size, layout, blur, frame, zoom, realUrl = null, onThumbnail } = props
  const isKnown = layout !== null && size !== null
  const canvas = isKnown && {
    width: layout.canvas.width * zoom,
    height: layout.canvas.height * zoom,
    background: layout.padded ? 'white' : undefined,
  }
  return (
    <span
      className="relative block overflow-hidden"
      style={canvas || { width: frame.width, height: frame.height }}
    >
      <RealPicture url={realUrl}>
        <img
          src={thumbnailPath(image, STRIP_THUMBNAIL_PX)}
          alt=""
          className="checkerboard absolute max-w-none"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            onThumbnail?.({ width: naturalWidth, height: naturalHeight })
          }
          style={
            isKnown
              ? { ...place(layout, size, zoom), ...blurFilter(blur, zoom) }
              : { width: 1, height: 1, opacity: 0 }
          }
        />
      </RealPicture>
    </span>
  )
}

function place(layout: VariantLayout, size: Size, zoom: number) {
  const width = size.width * layout.scale * zoom
  const height = size.height * layout.scale * zoom
  return {
    width,
    height,
    left: (layout.canvas.width * zoom - width) / 2,
    top: (layout.canvas.height * zoom - height) / 2,
  }
}
