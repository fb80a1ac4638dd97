import type { MonthCount } from '#contract/library.ts'
import { formatNumber } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
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
    return { month, count, total }
  })
  return (
    <details className="pt-4">
      <summary className="w-max cursor-pointer rounded-sm py-1 font-medium">{words.table}</summary>
      <table className="mt-2 w-full max-w-lg">
        <caption className="sr-only">{words.tableCaption}</caption>
        <thead className="text-ink-soft text-xs">
          <tr className="border-line border-b text-left">
            <th scope="col" className="py-1.5 font-normal">
              {words.month}
            </th>
            <th scope="col" className="py-1.5 text-right font-normal">
              {words.uploaded}
            </th>
            <th scope="col" className="py-1.5 pl-4 text-right font-normal">
              {words.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.month} className="border-line border-b">
              <th scope="row" className="py-1.5 text-left font-normal">
                {nameOfMonth(row.month)}
                {row.month === running && <span className="text-ink-soft">, {words.running}</span>}
              </th>
              <td className="caption py-1.5 text-right">{formatNumber(row.count)}</td>
              <td className="caption py-1.5 pl-4 text-right text-ink-soft">{formatNumber(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
