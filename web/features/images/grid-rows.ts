import type { Image } from '#contract/images.ts'

/** One line of the contact sheet: a month's heading, or images `start` to `end` (exclusive). */
export type GridRow =
  | { kind: 'month'; key: string; uploadedAt: string; count: number; isComplete: boolean }
  | { kind: 'images'; key: string; start: number; end: number }

/**
 * Cuts a list in upload order into rows of `columns`, with a heading where the month changes (in local time).
 * `isComplete` is false for the last month while more images may follow, so that no count is shown that may grow.
 */
export function layoutRows(
  images: readonly Pick<Image, 'uploadedAt'>[],
  columns: number,
  hasMore: boolean,
): GridRow[] {
  const rows: GridRow[] = []
  let start = 0
  while (start < images.length) {
    const uploadedAt = images[start]?.uploadedAt ?? ''
    const month = monthOf(uploadedAt)
    let end = start + 1
    while (end < images.length && monthOf(images[end]?.uploadedAt ?? '') === month) end += 1
    const isComplete = end < images.length || !hasMore
    rows.push({ kind: 'month', key: `month-${month}-${start}`, uploadedAt, count: end - start, isComplete })
    for (let at = start; at < end; at += columns) {
      rows.push({ kind: 'images', key: `row-${at}`, start: at, end: Math.min(at + columns, end) })
    }
    start = end
  }
  return rows
}

/** One image a row, no headings: the table. */
export function layoutTable(count: number): GridRow[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'images',
    key: `row-${index}`,
    start: index,
    end: index + 1,
  }))
}

/** Index of the row that holds image `index`; -1 when there is none. Binary search: rows ascend. */
export function rowOfImage(rows: readonly GridRow[], index: number): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const images = nextImagesRow(rows, middle, 1) ?? nextImagesRow(rows, middle, -1)
    if (!images) return -1
    if (index < images.row.start) high = Math.min(images.at, middle) - 1
    else if (index >= images.row.end) low = Math.max(images.at, middle) + 1
    else return images.at
  }
  return -1
}

/** The first row of images at or after (`step` 1) or before (`step` -1) row `from`. */
export function nextImagesRow(rows: readonly GridRow[], from: number, step: 1 | -1) {
  for (let at = from; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]
    if (row?.kind === 'images') return { at, row }
  }
  return null
}

/** Width of one tile and how many fit side by side: as close to `wantedPx` as whole columns allow. */
export function fitColumns(innerPx: number, wantedPx: number, gapPx: number) {
  const columns = Math.max(1, Math.round((innerPx + gapPx) / (wantedPx + gapPx)))
  return { columns, tilePx: Math.max(1, (innerPx - (columns - 1) * gapPx) / columns) }
}

function monthOf(iso: string): string {
  const date = new Date(iso)
  return `${date.getFullYear()}-${date.getMonth()}`
}
