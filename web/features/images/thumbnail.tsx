import { ImageOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { THUMBNAIL_SIZES, thumbnailPath, thumbnailSizeFor } from '#contract/thumbnails.ts'
import { explainThumbnail, type ThumbnailFate } from '../../api/thumbnails.ts'
import { arriving } from '../../lib/arriving.ts'
import { cx } from '../../lib/cx.ts'
import { drawnThumbnails } from '../../lib/drawn-thumbnails.ts'
import { pixelsOf } from '../../lib/measured.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { lostPictures } from './lost-pictures.ts'

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
  const { broken, fail } = useFailure()
  // Just uploaded from here: what it was drawn with stays until the thumbnail is painted.
  const [behind] = useState(() => arriving.behind(image.id))
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
  const pixels = pixelsOf(image) ?? behind ?? null
  const colour = image.measurements?.averageColour ?? undefined
  const look = cx('block', fill ? 'size-full object-cover' : 'max-h-full max-w-full object-contain')
  // Its proportions are known before it is here, so it fills its place in its own average colour.
  const place = {
    backgroundColor: behind === undefined ? colour : undefined,
    ...(behind && {
      backgroundImage: `url(${behind.url})`,
      backgroundSize: fill ? 'cover' : '100% 100%',
      backgroundPosition: 'center',
    }),
    ...(!fill && pixels && boxOf(pixels)),
  }
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
        drawnThumbnails.note(image, currentTarget.currentSrc)
        const uncover = () => {
          currentTarget.style.background = ''
          currentTarget.classList.add('checkerboard')
        }
        // Loaded is not painted yet: what stands behind must not go first.
        if (behind === undefined) uncover()
        else void currentTarget.decode().then(uncover, uncover)
      }}
      onError={() => fail(path)}
      className={look}
    />
  )
}

/** Why the picture is not drawn, `null` while nothing says so. What is only lost for now is tried again by itself. */
function useFailure() {
  const [failure, setFailure] = useState<{ path: string; fate: ThumbnailFate | null } | null>(null)
  const [retries, setRetries] = useState(0)
  const path = failure?.path
  const isLost = failure?.fate?.kind === 'lost'
  const isExplained = failure?.fate != null

  useEffect(() => {
    if (path === undefined || isExplained) return
    let isGone = false
    void explainThumbnail(path).then((fate) => {
      if (isGone) return
      // There, and yet it cannot be drawn: once is bad luck, twice is the picture.
      const isBadLuck = fate.kind === 'answered' && retries === 0
      if (isBadLuck) setRetries(1)
      setFailure(isBadLuck ? null : { path, fate })
    })
    return () => {
      isGone = true
    }
  }, [path, isExplained, retries])

  useEffect(() => {
    if (path === undefined || !isLost) return
    return lostPictures.wait(path, () => setFailure(null))
  }, [path, isLost])

  const words = messages.images
  const broken =
    failure === null ? null : (failure.fate?.reason ?? (isLost ? words.brokenForNow : words.brokenReason))
  return { broken, fail: (at: string) => setFailure({ path: at, fate: null }) }
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
