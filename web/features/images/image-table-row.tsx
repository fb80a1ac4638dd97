// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell has the focus and the arrow keys move it (roving tabindex)
import { Check, Ellipsis, Lock } from 'lucide-react'
import type { Image } from '#contract/images.ts'
import { cx } from '../../lib/cx.ts'
import { formatDateTime } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import type { CellProps } from './grid-cell.ts'
import { Thumbnail } from './thumbnail.tsx'

const COLUMNS =
  'grid grid-cols-[32px_48px_minmax(0,1fr)_32px] items-center gap-x-3 sm:grid-cols-[32px_48px_minmax(0,3fr)_180px_32px] lg:grid-cols-[32px_48px_minmax(0,3fr)_180px_minmax(0,1fr)_110px_32px]'

interface ImageTableRowProps {
  image: Image
  mayLoad: boolean
  isSelected: boolean
  cell: CellProps
}

/** One image as a line: the same cell, selection and menu as a tile. */
export function ImageTableRow({ image, mayLoad, isSelected, cell }: ImageTableRowProps) {
  const name = imageName(image)
  const words = messages.images
  return (
    <div
      {...cell}
      className={cx(
        COLUMNS,
        'h-full border-line border-b px-2 hover:bg-hover focus-visible:-outline-offset-2 focus-visible:shadow-none',
        isSelected && 'bg-hover shadow-[inset_3px_0_0_var(--pencil),inset_4px_0_0_var(--ink)]',
      )}
    >
      <span role="gridcell">
        <button
          type="button"
          tabIndex={-1}
          data-select
          aria-label={words.select(name)}
          aria-pressed={isSelected}
          className={cx(
            'grid size-6 place-items-center rounded-full border-[1.5px]',
            isSelected
              ? 'border-on-pencil bg-pencil text-on-pencil'
              : 'border-line-control text-transparent hover:text-ink',
          )}
        >
          <Check className="size-3" strokeWidth={2.4} aria-hidden />
        </button>
      </span>
      <span
        role="gridcell"
        className={cx(
          'grid h-9 w-12 grid-cols-[100%] grid-rows-[100%] place-items-center overflow-hidden bg-well',
          image.draft && 'border border-ink-faint border-dashed',
        )}
      >
        <Thumbnail key={image.uploadedAt} image={image} widthPx={48} fill={false} mayLoad={mayLoad} small />
      </span>
      <span role="gridcell" title={name} className="caption flex min-w-0 items-center gap-2">
        <span className="truncate">{name}</span>
        {image.requiresSignedUrl && (
          <Lock className="size-3 shrink-0 text-ink-soft lg:hidden" strokeWidth={1.5} aria-hidden />
        )}
      </span>
      <span role="gridcell" className="caption hidden text-ink-soft sm:block">
        {formatDateTime(image.uploadedAt)}
      </span>
      <span role="gridcell" className="caption hidden truncate text-ink-soft lg:block">
        {image.creator ?? ''}
      </span>
      <span role="gridcell" className="caption hidden items-center gap-1.5 text-ink-soft lg:flex">
        {image.requiresSignedUrl && <Lock className="size-3" strokeWidth={1.5} aria-hidden />}
        {image.draft ? words.draft : image.requiresSignedUrl ? words.private : words.accessPublic}
      </span>
      <span role="gridcell">
        <button
          type="button"
          tabIndex={-1}
          data-menu
          aria-haspopup="menu"
          aria-label={words.actionsFor(name)}
          className="grid size-7 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Ellipsis className="size-4" strokeWidth={1.5} aria-hidden />
        </button>
      </span>
    </div>
  )
}

/** The names of the columns; stays above the lines. */
export function ImageTableHead() {
  const { columns } = messages.images
  return (
    <div
      role="row"
      aria-rowindex={1}
      tabIndex={-1}
      className={cx(
        COLUMNS,
        'sticky top-0 z-2 h-8 border-line-strong border-b bg-canvas px-2 text-ink-soft text-xs',
      )}
    >
      <span aria-hidden />
      <span aria-hidden />
      <span role="columnheader">{columns.name}</span>
      <span role="columnheader" className="hidden sm:block">
        {columns.uploaded}
      </span>
      <span role="columnheader" className="hidden lg:block">
        {columns.creator}
      </span>
      <span role="columnheader" className="hidden lg:block">
        {columns.access}
      </span>
    </div>
  )
}
