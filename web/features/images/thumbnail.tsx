import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { THUMBNAIL_SIZES, thumbnailPath, thumbnailSizeFor } from '#contract/thumbnails.ts'
import { explainThumbnail } from '../../api/thumbnails.ts'
import { cx } from '../../lib/cx.ts'
import { pixelsOf } from '../../lib/measured.ts'
import { messages } from '../../lib/messages/catalogue.ts'

interface ThumbnailProps {
  image: LibraryImage
  /** Longest side it is drawn at, CSS pixels. */
  widthPx: number
  fill: boolean
  /** False while the grid is flung: an image not asked for yet waits. */
  mayLoad: boolean
  /** Leaves out words where there is no room for them. */
  small?: boolean
}

/** The picture inside its well. Decorative for screen readers: the cell around it carries the name. */
export function Thumbnail({ image, widthPx, fill, mayLoad, small }: ThumbnailProps) {
  const [wasAllowed, setWasAllowed] = useState(mayLoad)
  const [broken, setBroken] = useState<string | null>(null)
  if (mayLoad && !wasAllowed) setWasAllowed(true)

  if (image.draft) {
    return small ? null : (
      <DrawnText text={messages.images.draftBody} className="px-3 text-center text-ink-soft" />
    )
  }
  if (broken !== null) {
    return (
      <div className="flex flex-col items-center gap-1.5 px-3 text-center text-ink-soft" title={broken}>
        <ImageOff
          className="size-5"
          strokeWidth={1.5}
          role="img"
          aria-label={`${messages.images.broken}: ${broken}`}
        />
        {!small && <DrawnText text={broken} className="line-clamp-3" />}
      </div>
    )
  }
  const pixels = pixelsOf(image)
  const colour = image.measurements?.averageColour ?? undefined
  const look = cx('block', fill ? 'size-full object-cover' : 'max-h-full max-w-full object-contain')
  // Its proportions are known before it is here, so it fills its place in its own average colour.
  const place = { backgroundColor: colour, ...(!fill && pixels && boxOf(pixels)) }
  if (!wasAllowed) return colour === undefined ? null : <div className={look} style={place} />
  const path = thumbnailPath(image, thumbnailSizeFor(widthPx, devicePixelRatio))
  return (
    <img
      ref={cancelOnLeave}
      srcSet={THUMBNAIL_SIZES.map((size) => `${thumbnailPath(image, size)} ${size}w`).join(', ')}
      sizes={`${Math.round(widthPx)}px`}
      src={path}
      alt=""
      decoding="async"
      draggable={false}
      style={place}
      onLoad={({ currentTarget }) => {
        currentTarget.style.backgroundColor = ''
        currentTarget.classList.add('checkerboard')
      }}
      onError={() => {
        setBroken(messages.images.brokenReason)
        void explainThumbnail(path).then((reason) => reason !== null && setBroken(reason))
      }}
      className={look}
    />
  )
}

/** The largest box of the picture's proportions inside a 4:3 well, never larger than the picture itself. */
function boxOf({ widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const isWide = widthPx * 3 >= heightPx * 4
  return {
    aspectRatio: `${widthPx} / ${heightPx}`,
    ...(isWide ? { width: `min(100%, ${widthPx}px)` } : { height: `min(100%, ${heightPx}px)` }),
  }
}

/** A request for a picture that left the window is not worth finishing. */
function cancelOnLeave(img: HTMLImageElement | null) {
  return () => {
    if (img === null || img.complete) return
    img.removeAttribute('srcset')
    img.removeAttribute('src')
  }
}

/** Text that the cell's label, or the icon's, already says: drawn by CSS, so that it is not read twice. */
function DrawnText({ text, className }: { text: string; className: string }) {
  return <span data-text={text} className={cx('text-xs after:content-[attr(data-text)]', className)} />
}
