import type { MonthCount } from '#contract/library.ts'
import { formatNumber } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
import { FigureTable } from './figure-table.tsx'
import { nameOfMonth } from './months.ts'

interface GrowthTableProps {
  months: readonly MonthCount[]
  /** Images of the months before. */
  earlier: number
  running: string
}

/** The chart in figures, newest first. */
export function GrowthTable({ months, earlier, running }: GrowthTableProps) {
  let total = earlier
  const rows = months.map(({ month, count }) => {
    total += count
    return {
      key: month,
      name: (
        <>
          {nameOfMonth(month)}
          {month === running && <span className="text-ink-soft">, {words.running}</span>}
        </>
      ),
      figures: [formatNumber(count), formatNumber(total)],
    }
  })
  return (
    <details className="pt-4">
      <summary className="w-max cursor-pointer rounded-sm py-1 font-medium">{words.table}</summary>
      <FigureTable
        caption={words.tableCaption}
        columns={[words.month, words.uploaded, words.total]}
        rows={rows.toReversed()}
        className="mt-2 w-full max-w-lg"
      />
    </details>
  )
}
