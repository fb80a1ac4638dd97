import { type RefObject, useEffect, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { formatBytes, formatDateTime, formatNumber } from '../../../lib/format.ts'
import { imageName } from '../../../lib/image-name.ts'
import { pixelsOf } from '../../../lib/measured.ts'

/** Long enough that nobody meets it by passing. */
const DELAY_MS = 700
const LONGEST_PX = 420
const MARGIN_PX = 12

interface HoverPreviewProps {
  image: LibraryImage
  offset: number
  /** Holds the tile; scrolling it closes the preview. */
  scroller: RefObject<HTMLElement | null>
}

/** A larger look at the tile under the mouse, beside it. Takes nothing away: it cannot be pointed at or focused. */
export function HoverPreview({ image, offset, scroller }: HoverPreviewProps) {
  const [at, setAt] = useState<{ left: number; top: number; width: number; height: number } | null>(null)
  const pixels = pixelsOf(image)
  const aspect = pixels === null ? 1.5 : pixels.widthPx / pixels.heightPx

  useEffect(() => {
    const timer = setTimeout(() => {
      const tile = scroller.current?.querySelector(`[data-index="${offset}"]`)?.getBoundingClientRect()
      if (tile === undefined) return
      const width = Math.round(aspect >= 1 ? LONGEST_PX : LONGEST_PX * aspect)
      const height = Math.round(aspect >= 1 ? LONGEST_PX / aspect : LONGEST_PX)
      const fitsRight = tile.right + MARGIN_PX + width < innerWidth - MARGIN_PX
      const left = fitsRight ? tile.right + MARGIN_PX : Math.max(MARGIN_PX, tile.left - MARGIN_PX - width)
      const top = Math.max(MARGIN_PX, Math.min(tile.top, innerHeight - height - 80))
      setAt({ left, top, width, height })
    }, DELAY_MS)
    return () => clearTimeout(timer)
  }, [offset, scroller, aspect])

  useEffect(() => {
    const element = scroller.current
    const close = () => setAt(null)
    element?.addEventListener('scroll', close, { passive: true })
    return () => element?.removeEventListener('scroll', close)
  }, [scroller])

  if (at === null || image.draft) return null
  const sizeBytes = image.measurements?.sizeBytes ?? null
  const facts = [
    pixels && `${formatNumber(pixels.widthPx)} × ${formatNumber(pixels.heightPx)}`,
    sizeBytes === null ? null : formatBytes(sizeBytes),
    formatDateTime(image.uploadedAt),
  ].filter((fact) => fact !== null)
  return (
    <div
      aria-hidden
      data-preview
      className="pointer-events-none fixed z-30 animate-appear border border-line-strong bg-surface p-2"
      style={{ left: at.left, top: at.top }}
    >
      <img
        src={thumbnailPath(image, 640)}
        alt=""
        className="checkerboard block bg-well object-contain"
        style={{
          width: at.width,
          height: at.height,
          backgroundColor: image.measurements?.averageColour ?? undefined,
        }}
      />
      <p className="caption mt-1.5 truncate" style={{ maxWidth: at.width }}>
        {imageName(image)}
      </p>
      <p className="caption text-ink-soft">{facts.join(', ')}</p>
    </div>
  )
}
