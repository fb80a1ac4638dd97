import type { MonthCount } from '#contract/library.ts'

/** All a layout needs: no item is ever looked at. Pixels are whole. */
export interface GridShape {
  total: number
  /** In the order of the view; empty for a view without headings. */
  months: readonly MonthCount[]
  columns: number
  rowPx: number
  headingPx: number
  /** Files on their way: they stand before the first item, as offsets below 0. */
  lead?: number
  /** Their month, where there are headings. */
  leadMonth?: string | null
}

/** One line: a month's heading, or the items `start` to `end` (exclusive), by their offset in the view. */
export type GridRow =
  | { kind: 'month'; month: string; count: number; start: number }
  | { kind: 'items'; start: number; end: number }

/** Where everything is. Each question costs O(log months), whatever the size of the library. */
export interface GridGeometry extends GridShape {
  lead: number
  rowCount: number
  heightPx: number
  /** @throws RangeError when there is no such row */
  row(row: number): GridRow
  rowTopPx(row: number): number
  rowHeightPx(row: number): number
  /** The row at a height, the nearest one beyond either end; -1 when there is none. */
  rowAtPx(px: number): number
  /** The row of an item or of a file on its way; the nearest one beyond either end; -1 when there is none. */
  rowOfItem(offset: number): number
  /** 0-based column of an item. */
  columnOfItem(offset: number): number
}

interface Section {
  month: MonthCount | null
  start: number
  count: number
  firstRow: number
  topPx: number
}

/**
 * Lays out a view from its outline. Counts that do not add up to `total` (an outline that is a moment older) are cut
 * or filled up with a section that has no heading, so that every item has a place.
 */
export function layGrid(shape: GridShape): GridGeometry {
  const { total, columns, rowPx, headingPx, lead = 0 } = shape
  const months = headsOf(shape)
  const sections = cutSections({ ...shape, months, lead })
  const last = sections.at(-1)
  const rowsOf = ({ month, count }: Section) => (month === null ? 0 : 1) + Math.ceil(count / columns)
  const rowCount = last === undefined ? 0 : last.firstRow + rowsOf(last)
  const headOf = (section: Section) => (section.month === null ? 0 : headingPx)
  const heightPx =
    last === undefined ? 0 : last.topPx + headOf(last) + Math.ceil(last.count / columns) * rowPx

  const find = (reaches: (section: Section) => boolean): Section | undefined => {
    let [low, high] = [0, sections.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      const section = sections[middle]
      if (section !== undefined && reaches(section)) low = middle
      else high = middle - 1
    }
    return sections[low]
  }
  const sectionOfRow = (row: number) => {
    const section = find(({ firstRow }) => firstRow <= row)
    if (section === undefined || row < 0 || row >= rowCount) throw new RangeError(`There is no row ${row}`)
    return { section, line: row - section.firstRow - (section.month === null ? 0 : 1) }
  }
  const sectionOfItem = (offset: number) => find(({ start }) => start <= offset)
  const clampItem = (offset: number) => Math.min(total - 1, Math.max(0 - lead, offset))

  return {
    ...shape,
    months,
    lead,
    rowCount,
    heightPx,
    row(row) {
      const { section, line } = sectionOfRow(row)
      const { month, start, count } = section
      if (line < 0 && month !== null) {
        return { kind: 'month', month: month.month, count: count + Math.min(0, start), start }
      }
      const from = start + line * columns
      return { kind: 'items', start: from, end: Math.min(from + columns, start + count) }
    },
    rowTopPx(row) {
      const { section, line } = sectionOfRow(row)
      return line < 0 ? section.topPx : section.topPx + headOf(section) + line * rowPx
    },
    rowHeightPx: (row) => (sectionOfRow(row).line < 0 ? headingPx : rowPx),
    rowAtPx(px) {
      const section = find(({ topPx }) => topPx <= px)
      if (section === undefined) return -1
      const below = px - section.topPx - headOf(section)
      if (section.month !== null && below < 0) return section.firstRow
      const line = Math.min(Math.ceil(section.count / columns) - 1, Math.max(0, Math.floor(below / rowPx)))
      return section.firstRow + (section.month === null ? 0 : 1) + line
    },
    rowOfItem(offset) {
      const at = clampItem(offset)
      const section = sectionOfItem(at)
      if (section === undefined) return -1
      const line = Math.floor((at - section.start) / columns)
      return section.firstRow + (section.month === null ? 0 : 1) + line
    },
    columnOfItem(offset) {
      const at = clampItem(offset)
      const section = sectionOfItem(at)
      return section === undefined ? 0 : (at - section.start) % columns
    },
  }
}

/** What is on its way belongs to its own month, which need not have an image yet. */
function headsOf({ months, lead = 0, leadMonth = null }: GridShape): readonly MonthCount[] {
  if (lead === 0 || leadMonth === null || months[0]?.month === leadMonth) return months
  return [{ month: leadMonth, count: 0 }, ...months]
}

function cutSections({
  total,
  months,
  columns,
  rowPx,
  headingPx,
  lead,
}: GridShape & { lead: number }): Section[] {
  const sections: Section[] = []
  let [start, firstRow, topPx] = [0 - lead, 0, 0]
  const add = (month: MonthCount | null, count: number) => {
    if (count <= 0) return
    sections.push({ month, start, count, firstRow, topPx })
    const lines = Math.ceil(count / columns)
    start += count
    firstRow += lines + (month === null ? 0 : 1)
    topPx += lines * rowPx + (month === null ? 0 : headingPx)
  }
  for (const [at, month] of months.entries()) {
    add(month, Math.min(month.count + (at === 0 ? lead : 0), total - start))
  }
  add(null, total - start)
  return sections
}

/** Width of one tile and how many fit side by side: as close to `wantedPx` as whole columns allow. */
export function fitColumns(
  innerPx: number,
  wantedPx: number,
  gapPx: number,
): { columns: number; tilePx: number } {
  const columns = Math.max(1, Math.round((innerPx + gapPx) / (wantedPx + gapPx)))
  return { columns, tilePx: Math.max(1, (innerPx - (columns - 1) * gapPx) / columns) }
}
