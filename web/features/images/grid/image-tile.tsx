import { Check, Ellipsis, Lock } from 'lucide-react'
import { memo, Suspense } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { cx } from '../../../lib/cx.ts'
import { formatBytes, formatDate } from '../../../lib/format.ts'
import { imageName } from '../../../lib/image-name.ts'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { arrivingCellProps, cellProps } from './grid-cell.ts'

const loadArriving = () => import('./arriving-cell.tsx')
/** Asked for before it is needed: files may be added while there is no network. */
export const preloadArriving = () => void loadArriving().catch(() => {})
const EmptyWell = () => <div className="aspect-4/3 bg-well" />
const ArrivingInTile = lazyPatient(() => loadArriving().then((module) => module.ArrivingInTile))

/** Narrower tiles keep their name to themselves. */
const FACTS_FIT_PX = 170
/** Width of one figure of the caption's mono face. */
const CHARACTER_PX = 6.85

export interface ImageTileProps {
  /** `undefined` while it is on its way. */
  image: LibraryImage | undefined
  /** Instead of an image, a file on its way. */
  arrivingKey: string | undefined
  offset: number
  column: number
  widthPx: number
  fill: boolean
  mayLoad: boolean
  isFocusable: boolean
  isSelected: boolean
  /** Pointed at or focused: it shows what can be done with it. */
  isHot: boolean
  /** Something is selected, so that every tile shows its circle. */
  isSelecting: boolean
}

/**
 * One frame of the contact sheet: well, marks that say something, caption. Its size never depends on the picture, and
 * it is made of as few elements as possible: hundreds pass in a second.
 */
export const ImageTile = memo(function ImageTile(props: ImageTileProps) {
  const { image, offset, column, widthPx, isSelected, isHot } = props
  const name = image === undefined ? '' : imageName(image)
  const words = messages.images
  const look = {
    style: { width: widthPx },
    className: 'group/tile relative min-w-0 outline-none focus-visible:shadow-none',
  }
  if (props.arrivingKey !== undefined) {
    // The same element as the image's, which keeps the focus when it becomes one.
    return (
      <div {...arrivingCellProps(offset, props.isFocusable, { column: column + 1 })} {...look}>
        <Suspense fallback={<EmptyWell />}>
          <ArrivingInTile tileKey={props.arrivingKey} {...props} />
        </Suspense>
      </div>
    )
  }
  return (
    <div {...cellProps(image, offset, props, { column: column + 1 })} {...look}>
      <div
        className={cx(
          'relative grid aspect-4/3 grid-cols-[100%] grid-rows-[100%] place-items-center bg-well',
          image?.draft && 'border border-ink-faint border-dashed',
          isSelected && 'pencil-frame',
          !isSelected &&
            'group-focus-visible/tile:outline-2 group-focus-visible/tile:outline-ink group-focus-visible/tile:-outline-offset-2 group-focus-visible/tile:after:absolute group-focus-visible/tile:after:inset-0.5 group-focus-visible/tile:after:border-2 group-focus-visible/tile:after:border-pencil',
          isSelected &&
            'group-focus-visible/tile:after:absolute group-focus-visible/tile:after:inset-1 group-focus-visible/tile:after:border-2 group-focus-visible/tile:after:border-ink group-focus-visible/tile:after:outline group-focus-visible/tile:after:outline-pencil',
        )}
      >
        {image && <Thumbnail key={`${image.id} ${image.uploadedAt}`} {...props} image={image} />}
        {image && (isHot || isSelected || props.isSelecting) && (
          <button
            type="button"
            tabIndex={-1}
            data-select
            aria-label={words.select(name)}
            aria-pressed={isSelected}
            className={cx(
              'absolute top-2 left-2 z-1 grid size-6 place-items-center rounded-full border-[1.5px]',
              isSelected
                ? 'border-on-pencil bg-pencil text-on-pencil'
                : 'border-ink bg-canvas/60 text-transparent hover:text-ink',
            )}
          >
            {(isSelected || isHot) && <Check className="size-3" strokeWidth={2.4} aria-hidden />}
          </button>
        )}
        {image?.requiresSignedUrl && (
          <span className="absolute top-2 right-2 grid size-[22px] place-items-center rounded-sm bg-on-pencil/80 text-[white]">
            <Lock className="size-[13px]" strokeWidth={1.5} aria-hidden />
          </span>
        )}
        {image && isHot && (
          <button
            type="button"
            tabIndex={-1}
            data-menu
            aria-haspopup="menu"
            aria-label={words.actionsFor(name)}
            className="absolute right-2 bottom-2 z-1 grid size-6 place-items-center rounded-sm border border-line-strong bg-surface text-ink"
          >
            <Ellipsis className="size-4" strokeWidth={1.5} aria-hidden />
          </button>
        )}
      </div>
      <Caption image={image} name={name} widthPx={widthPx} isHot={isHot} />
    </div>
  )
})

interface CaptionProps extends Pick<ImageTileProps, 'image' | 'widthPx' | 'isHot'> {
  name: string
}

/**
 * The name, cut in the middle: both ends stay. Beside it the mark, or size and date on hover and focus, drawn by CSS:
 * the cell's label says them already.
 */
function Caption({ image, name, widthPx, isHot }: CaptionProps) {
  const beside = image === undefined ? '' : besideName(image, widthPx, isHot)
  const room = Math.floor(widthPx / CHARACTER_PX) - (beside === '' ? 0 : beside.length + 1)
  const shown = middleCut(name, Math.max(8, room))
  return (
    <div
      title={name}
      // A name that is cut is drawn by CSS: as text it would contradict the label of the cell, which has it whole.
      data-name={shown}
      data-beside={beside}
      className={cx(
        'caption flex h-6 justify-between gap-2 overflow-hidden whitespace-pre pt-1.5 text-ink-soft leading-4.5 after:text-ink-faint after:content-[attr(data-beside)] group-hover/tile:text-ink group-focus-visible/tile:text-ink',
        shown !== name && 'before:content-[attr(data-name)]',
      )}
    >
      {shown === name && name}
    </div>
  )
}

function besideName(image: LibraryImage, widthPx: number, isHot: boolean): string {
  if (isHot && widthPx >= FACTS_FIT_PX) {
    const sizeBytes = image.measurements?.sizeBytes ?? null
    return sizeBytes === null ? formatDate(image.uploadedAt) : formatBytes(sizeBytes)
  }
  if (image.draft) return messages.images.draft
  return image.requiresSignedUrl ? messages.images.private : ''
}
