import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { cx } from '../../lib/cx.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { paths } from '../../lib/paths.ts'

interface FilmstripProps {
  images: readonly Image[]
  currentId: string
  /** The view, carried along. */
  search: string
}

/** The images around this one in the list it was opened from. */
export function Filmstrip({ images, currentId, search }: FilmstripProps) {
  const current = useRef<HTMLAnchorElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tile changes with the id
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [currentId])
  if (images.length < 2) return null
  return (
    <nav
      aria-label={messages.imageDetail.neighbours}
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
            aria-current={isCurrent ? 'page' : undefined}
            aria-label={imageName(image)}
            className={cx(
              'grid aspect-[4/3] h-full shrink-0 place-items-center bg-well',
              isCurrent && 'outline-2 outline-pencil ring-4 ring-ink',
            )}
          >
            {!image.draft && (
              <img
                src={thumbnailPath(image, 160)}
                alt=""
                loading="lazy"
                draggable={false}
                className="size-full object-contain"
              />
            )}
          </Link>
        )
      })}
    </nav>
  )
}
