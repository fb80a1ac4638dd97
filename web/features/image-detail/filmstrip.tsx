import { ImageOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { cx } from '../../lib/cx.ts'
import { imageName } from '../../lib/image-name.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { paths } from '../../lib/paths.ts'

interface FilmstripProps {
  images: readonly Image[]
  /** They are being looked for: their room is kept, so that the picture above does not jump. */
  isPending: boolean
  currentId: string
  /** The view, carried along. */
  search: string
}

/** The images around this one in the list it was opened from. */
export function Filmstrip({ images, isPending, currentId, search }: FilmstripProps) {
  const { state } = useLocation()
  const strip = useRef<HTMLElement>(null)
  const current = useRef<HTMLAnchorElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tile moves with the id and the list
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
    if (strip.current?.contains(document.activeElement)) current.current?.focus({ preventScroll: true })
  }, [currentId, images])
  if (images.length < 2) return isPending ? <div className="h-22 shrink-0 border-line border-t" /> : null
  return (
    <nav
      ref={strip}
      aria-label={imageDetailWords.neighbours}
      className="flex h-22 shrink-0 gap-2 overflow-x-auto overflow-y-hidden border-line border-t px-3 py-2.5"
    >
      {images.map((image) => {
        const isCurrent = image.id === currentId
        return (
          <Link
            key={image.id}
            ref={isCurrent ? current : null}
            to={paths.image(image.id, search)}
            replace
            state={state}
            // One stop for the Tab key: the arrow keys walk from picture to picture anyway.
            tabIndex={isCurrent ? 0 : -1}
            aria-current={isCurrent ? 'page' : undefined}
            aria-label={imageName(image)}
            className={cx(
              'relative grid aspect-[4/3] h-full shrink-0 place-items-center bg-well text-ink-faint',
              isCurrent && 'outline-2 outline-pencil ring-4 ring-ink',
            )}
          >
            <ImageOff className="size-4" strokeWidth={1.5} aria-hidden />
            {!image.draft && (
              <img
                src={thumbnailPath(image, 160)}
                alt=""
                loading="lazy"
                draggable={false}
                className="absolute inset-0 size-full bg-well object-contain"
                onError={({ currentTarget }) => {
                  currentTarget.hidden = true
                }}
              />
            )}
          </Link>
        )
      })}
    </nav>
  )
}
