// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell has the focus and the arrow keys move it (roving tabindex)
import { Check, CircleAlert, CircleHelp, FileImage, RotateCw } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { type ArrivingTile, arriving } from '../../../lib/arriving.ts'
import { cx } from '../../../lib/cx.ts'
import { arrivingWords as words } from '../../../lib/messages/arriving.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { MiddleCut } from '../../../ui/middle-cut.tsx'
import { Thumbnail } from '../thumbnail.tsx'
import { usePreview } from './use-preview.ts'

/** Width of one figure of the caption's mono face. */
const CHARACTER_PX = 6.85
/** Narrower tiles say it by their ring alone. */
const WORDS_FIT_PX = 150

interface ArrivingInTileProps {
  tileKey: string
  widthPx: number
  fill: boolean
  mayLoad: boolean
}

/** A file on its way, in the frame its image will have: local picture, ring, name, how far it is. */
export function ArrivingInTile({ tileKey, widthPx, fill, mayLoad }: ArrivingInTileProps) {
  const tile = useTile(tileKey)
  if (tile === undefined) return <div className="aspect-4/3 bg-well" />
  const beside = tile.status === 'stored' || widthPx < WORDS_FIT_PX ? '' : stateOf(tile)
  const room = Math.floor(widthPx / CHARACTER_PX) - (beside === '' ? 0 : beside.length + 1)
  return (
    <>
      <div className="relative grid aspect-4/3 grid-cols-[100%] grid-rows-[100%] place-items-center bg-well group-focus-visible/tile:outline-2 group-focus-visible/tile:outline-ink group-focus-visible/tile:-outline-offset-2 group-focus-visible/tile:after:absolute group-focus-visible/tile:after:inset-0.5 group-focus-visible/tile:after:border-2 group-focus-visible/tile:after:border-pencil">
        <Picture tile={tile} widthPx={widthPx} fill={fill} mayLoad={mayLoad} />
        {tile.status !== 'stored' && <Mark tile={tile} className="absolute top-2 left-2" />}
        {tile.status === 'failed' && <Failure tile={tile} />}
      </div>
      <div
        title={tile.name}
        aria-hidden={tile.status !== 'stored'}
        data-name={middleCut(tile.name, Math.max(8, room))}
        data-beside={beside}
        className={cx(
          'caption flex h-6 cursor-default justify-between gap-2 overflow-hidden whitespace-pre pt-1.5 leading-4.5 before:content-[attr(data-name)] after:content-[attr(data-beside)]',
          tile.status === 'failed' ? 'text-ink-soft after:text-danger' : 'text-ink-soft after:text-ink-faint',
        )}
      >
        {tile.status === 'stored' && <span className="sr-only">{nameOf(tile)}</span>}
      </div>
    </>
  )
}

/** The same as a line of the table; its cells stand where those of an image stand. */
export function ArrivingInRow({ tileKey, mayLoad }: { tileKey: string; mayLoad: boolean }) {
  const tile = useTile(tileKey)
  if (tile === undefined) return null
  return (
    <>
      <span role="gridcell" className="flex h-full w-8 shrink-0 items-center justify-center">
        <Mark tile={tile} />
      </span>
      <span
        role="gridcell"
        className="grid h-9 w-12 shrink-0 grid-cols-[100%] grid-rows-[100%] place-items-center overflow-hidden bg-well"
      >
        <Picture tile={tile} widthPx={48} fill={false} mayLoad={mayLoad} small />
      </span>
      <span
        role="gridcell"
        className="caption flex h-full min-w-28 flex-1 basis-28 items-center gap-3 overflow-hidden sm:min-w-40"
      >
        <span aria-hidden={tile.status !== 'stored'} className="min-w-0 flex-1">
          <MiddleCut text={tile.name} />
        </span>
        <span
          aria-hidden
          className={cx('shrink truncate', tile.status === 'failed' ? 'text-danger' : 'text-ink-soft')}
        >
          {tile.reason === '' ? stateOf(tile) : tile.reason}
        </span>
      </span>
      <span role="gridcell" className="absolute inset-y-0 right-2 flex h-full w-8 items-center">
        {tile.canRetry && tile.status === 'failed' && <Retry tile={tile} />}
      </span>
    </>
  )
}

function useTile(key: string): ArrivingTile | undefined {
  return useSyncExternalStore(arriving.subscribe, () => arriving.get().tile(key))
}

/** The nearer it is, the clearer. */
const OPACITY: Record<ArrivingTile['status'], string> = {
  waiting: 'opacity-45',
  held: 'opacity-45',
  failed: 'opacity-45',
  sending: 'opacity-80',
  asking: 'opacity-80',
  stored: 'opacity-100',
}

interface PictureProps {
  tile: ArrivingTile
  widthPx: number
  fill: boolean
  mayLoad: boolean
  small?: boolean
}

function Picture({ tile, widthPx, fill, mayLoad, small = false }: PictureProps) {
  const preview = usePreview(tile, mayLoad)
  // A thumbnail takes as long as a file or two: while others are on their way the local picture is as good.
  const isUnderWay = useSyncExternalStore(arriving.subscribe, () => arriving.get().isUnderWay)
  const canWait = preview !== null && isUnderWay
  if (tile.image !== null && !canWait) {
    return <Thumbnail image={tile.image} {...{ widthPx, fill, mayLoad, small }} />
  }
  if (preview === null) {
    return (
      <FileImage
        className={cx('text-ink-faint', small ? 'size-4' : 'size-6')}
        strokeWidth={1.5}
        aria-hidden
      />
    )
  }
  if (preview === undefined) return null
  return (
    <img
      src={preview.url}
      alt=""
      draggable={false}
      className={cx(
        'checkerboard block transition-opacity',
        fill ? 'size-full object-cover' : 'max-h-full max-w-full object-contain',
        OPACITY[tile.status],
      )}
    />
  )
}

/** A ring that fills: pencil on a disc of its own, which shows on any picture. It names the cell. */
function Mark({ tile, className }: { tile: ArrivingTile; className?: string }) {
  const { status, share } = tile
  const label = nameOf(tile)
  const look = 'grid size-6 place-items-center rounded-full border border-ink bg-surface'
  if (status === 'stored') {
    return <Check className="size-4 text-done" strokeWidth={2} aria-hidden />
  }
  if (status === 'failed' || status === 'held') {
    const Icon = status === 'failed' ? CircleAlert : CircleHelp
    return (
      <Icon
        role="img"
        aria-label={label}
        strokeWidth={1.5}
        className={cx(
          'size-6 rounded-full bg-surface p-0.5',
          status === 'failed' ? 'text-danger' : 'text-ink',
          className,
        )}
      />
    )
  }
  return (
    <span
      role="img"
      aria-label={label}
      data-share={Math.round(share * 100)}
      style={{
        backgroundImage: `conic-gradient(var(--pencil) ${status === 'asking' ? 25 : share * 100}%, var(--line) 0)`,
      }}
      className={cx(
        look,
        'after:size-3 after:rounded-full after:border after:border-ink after:bg-surface',
        status === 'asking' && 'animate-spin',
        className,
      )}
    />
  )
}

function Failure({ tile }: { tile: ArrivingTile }) {
  return (
    <div className="absolute inset-x-0 bottom-0 flex items-end gap-1 bg-surface/90 py-1 pr-1 pl-2">
      <span aria-hidden className="line-clamp-2 min-w-0 flex-1 text-danger text-xs">
        {tile.reason}
      </span>
      {tile.canRetry && <Retry tile={tile} />}
    </div>
  )
}

function Retry({ tile }: { tile: ArrivingTile }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      data-retry
      aria-label={words.retry(tile.name)}
      className="grid size-6 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-ink hover:bg-hover"
    >
      <RotateCw className="size-3.5" strokeWidth={1.5} aria-hidden />
    </button>
  )
}

function stateOf({ status, share }: ArrivingTile): string {
  if (status !== 'sending') return words.states[status]
  return share >= 1 ? words.storing : words.sending(share)
}

function nameOf(tile: ArrivingTile): string {
  return words.label(tile.name, stateOf(tile), tile.reason)
}
