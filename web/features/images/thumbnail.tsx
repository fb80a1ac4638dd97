import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import { thumbnailPath, thumbnailSizeFor } from '#contract/thumbnails.ts'
import { explainThumbnail } from '../../api/thumbnails.ts'
import { cx } from '../../lib/cx.ts'
import { messages } from '../../lib/messages/catalogue.ts'

interface ThumbnailProps {
  image: Image
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
  if (!wasAllowed) return null
  const path = thumbnailPath(image, thumbnailSizeFor(widthPx, devicePixelRatio))
  return (
    <img
      src={path}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => {
        setBroken(messages.images.brokenReason)
        void explainThumbnail(path).then((reason) => reason !== null && setBroken(reason))
      }}
      className={cx('checkerboard block', fill ? 'size-full object-cover' : 'max-h-full max-w-full')}
    />
  )
}

/** Text that the cell's label, or the icon's, already says: drawn by CSS, so that it is not read twice. */
function DrawnText({ text, className }: { text: string; className: string }) {
  return <span data-text={text} className={cx('text-xs after:content-[attr(data-text)]', className)} />
}
