import { ImageOff } from 'lucide-react'
import type { ShownImage } from '#contract/signed-links.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { cx } from '../../lib/cx.ts'

/** A small picture beside a name that says what it shows; `null`: there is none to show. */
export function ImageThumb({ image, className }: { image: ShownImage | null; className?: string }) {
  return (
    <span
      className={cx('relative grid h-10 w-14 shrink-0 place-items-center bg-well text-ink-faint', className)}
    >
      <ImageOff className="size-4" strokeWidth={1.5} aria-hidden />
      {image !== null && (
        <img
          src={thumbnailPath(image, 160)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="absolute inset-0 size-full bg-well object-contain"
          onError={({ currentTarget }) => {
            currentTarget.hidden = true
          }}
        />
      )}
    </span>
  )
}
