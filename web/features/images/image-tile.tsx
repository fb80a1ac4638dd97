import { Check, Ellipsis, Lock } from 'lucide-react'
import type { Image } from '#contract/images.ts'
import { cx } from '../../lib/cx.ts'
import { formatDate } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { splitName } from '../../lib/middle-cut.ts'
import type { CellProps } from './grid-cell.ts'
import { Thumbnail } from './thumbnail.tsx'

/** Narrower tiles keep their name to themselves. */
const DATE_FITS_PX = 170

interface ImageTileProps {
  image: Image
  widthPx: number
  fill: boolean
  mayLoad: boolean
  isSelected: boolean
  /** Something is selected, so that every tile shows its circle. */
  isSelecting: boolean
  cell: CellProps
}

/** One frame of the contact sheet: well, marks that say something, caption. Its size never depends on the picture. */
export function ImageTile({ image, widthPx, fill, mayLoad, isSelected, isSelecting, cell }: ImageTileProps) {
  const name = imageName(image)
  const words = messages.images
  const mark = image.draft ? words.draft : image.requiresSignedUrl ? words.private : ''
  return (
    <div
      {...cell}
      style={{ width: widthPx }}
      className="group/tile relative min-w-0 outline-none focus-visible:shadow-none"
    >
      <div
        className={cx(
          'relative grid aspect-4/3 place-items-center bg-well',
          image.draft && 'border border-ink-faint border-dashed',
          isSelected && 'pencil-frame',
          !isSelected &&
            'group-focus-visible/tile:outline-2 group-focus-visible/tile:outline-ink group-focus-visible/tile:-outline-offset-2 group-focus-visible/tile:after:absolute group-focus-visible/tile:after:inset-0.5 group-focus-visible/tile:after:border-2 group-focus-visible/tile:after:border-pencil',
          isSelected &&
            'group-focus-visible/tile:after:absolute group-focus-visible/tile:after:inset-1 group-focus-visible/tile:after:border-2 group-focus-visible/tile:after:border-ink group-focus-visible/tile:after:outline group-focus-visible/tile:after:outline-pencil',
        )}
      >
        <div className="absolute inset-0 grid grid-cols-[100%] grid-rows-[100%] place-items-center overflow-hidden">
          <Thumbnail key={image.uploadedAt} {...{ image, widthPx, fill, mayLoad }} />
        </div>
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
              : 'border-ink bg-canvas/60 text-transparent opacity-0 hover:text-ink group-hover/tile:opacity-100 group-focus-visible/tile:opacity-100',
            isSelecting && 'opacity-100',
          )}
        >
          <Check className="size-3" strokeWidth={2.4} aria-hidden />
        </button>
        {image.requiresSignedUrl && (
          <span className="absolute top-2 right-2 grid size-[22px] place-items-center rounded-sm bg-on-pencil/80 text-[white]">
            <Lock className="size-[13px]" strokeWidth={1.5} aria-hidden />
          </span>
        )}
        <button
          type="button"
          tabIndex={-1}
          data-menu
          aria-haspopup="menu"
          aria-label={words.actionsFor(name)}
          className="absolute right-2 bottom-2 z-1 grid size-6 place-items-center rounded-sm border border-line-strong bg-surface text-ink opacity-0 group-hover/tile:opacity-100 group-focus-visible/tile:opacity-100 pointer-coarse:border-transparent pointer-coarse:bg-surface/75 pointer-coarse:opacity-100"
        >
          <Ellipsis className="size-4" strokeWidth={1.5} aria-hidden />
        </button>
      </div>
      <Caption name={name} date={widthPx >= DATE_FITS_PX ? formatDate(image.uploadedAt) : ''} mark={mark} />
    </div>
  )
}

/**
 * The name, cut in the middle by the browser: its start gives way, its end stays. Beside it the mark, or the date
 * on hover and focus. Both are drawn by CSS: the cell's label says them already.
 */
function Caption({ name, date, mark }: { name: string; date: string; mark: string }) {
  const [start, end] = splitName(name)
  return (
    <div
      title={name}
      className="caption flex h-6 justify-between gap-2 overflow-hidden whitespace-nowrap pt-1.5 text-ink-soft leading-4.5 group-hover/tile:text-ink group-focus-visible/tile:text-ink"
    >
      <span className="flex min-w-0 overflow-hidden">
        <span className="truncate whitespace-pre">{start}</span>
        <span className="whitespace-pre">{end}</span>
      </span>
      {mark !== '' && (
        <span
          data-text={mark}
          className="text-ink-faint after:content-[attr(data-text)] group-hover/tile:hidden group-focus-visible/tile:hidden"
        />
      )}
      <span
        data-text={date}
        className="hidden text-ink-faint after:content-[attr(data-text)] group-hover/tile:inline group-focus-visible/tile:inline"
      />
    </div>
  )
}
