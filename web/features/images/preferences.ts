import { useSyncExternalStore } from 'react'

/** How one person likes the grid; kept in this browser. */
interface Preferences {
  tilePx: number
  fill: boolean
  layout: 'grid' | 'table'
  /** Columns of the table beside the name, in order, with their widths. */
  columns: readonly TableColumn[]
}

export const COLUMN_IDS = ['uploaded', 'folder', 'creator', 'dimensions', 'size', 'type', 'access'] as const
export type ColumnId = (typeof COLUMN_IDS)[number]
export interface TableColumn {
  id: ColumnId
  widthPx: number
}

export const COLUMN_MIN_PX = 64
export const COLUMN_MAX_PX = 480

export const TILE_MIN_PX = 96
export const TILE_MAX_PX = 320

const KEY = 'desk.grid'
const USUAL: Preferences = {
  tilePx: 176,
  fill: false,
  layout: 'grid',
  columns: [
    { id: 'uploaded', widthPx: 160 },
    { id: 'creator', widthPx: 112 },
    { id: 'dimensions', widthPx: 100 },
    { id: 'size', widthPx: 72 },
    { id: 'access', widthPx: 84 },
  ],
}
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return USUAL
    const tilePx = 'tilePx' in stored && typeof stored.tilePx === 'number' ? stored.tilePx : USUAL.tilePx
    return {
      tilePx: Math.min(TILE_MAX_PX, Math.max(TILE_MIN_PX, tilePx)),
      fill: 'fill' in stored && stored.fill === true,
      layout: 'layout' in stored && stored.layout === 'table' ? 'table' : 'grid',
      columns:
        'columns' in stored && Array.isArray(stored.columns) ? readColumns(stored.columns) : USUAL.columns,
    }
  } catch {
    return USUAL
  }
}

function readColumns(stored: readonly unknown[]): TableColumn[] {
  const columns: TableColumn[] = []
  for (const entry of stored) {
    if (typeof entry !== 'object' || entry === null || !('id' in entry) || !('widthPx' in entry)) continue
    const id = COLUMN_IDS.find((known) => known === entry.id)
    if (id === undefined || typeof entry.widthPx !== 'number' || columns.some((one) => one.id === id))
      continue
    columns.push({ id, widthPx: clampColumn(entry.widthPx) })
  }
  return columns
}

export function clampColumn(widthPx: number): number {
  return Math.min(COLUMN_MAX_PX, Math.max(COLUMN_MIN_PX, Math.round(widthPx)))
}

/** What is in every line of the table: select, picture, a name that can be read, menu, and the gaps between them. */
const TABLE_FIXED_PX = 320
const TABLE_GAP_PX = 12

/** Narrower than this the table is scrolled sideways. */
export function tableMinPx(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, { widthPx }) => sum + TABLE_GAP_PX + widthPx, TABLE_FIXED_PX)
}

function change(part: Partial<Preferences>): void {
  current = { ...current, ...part }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Without storage it holds for this page only.
  }
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences() {
  return { ...useSyncExternalStore(subscribe, () => current), change }
}
