import type { ReactNode } from 'react'

interface FigureTableProps {
  /** What a screen reader calls it. */
  caption: string
  columns: readonly string[]
  rows: readonly { key: string | number; name: ReactNode; figures: readonly string[] }[]
  className?: string
}

/** Names at the left, figures under each other at the right. */
export function FigureTable({ caption, columns, rows, className }: FigureTableProps) {
  const [first, ...others] = columns
  return (
    <table className={className}>
      <caption className="sr-only">{caption}</caption>
      <thead className="text-ink-soft text-xs">
        <tr className="border-line border-b">
          <th scope="col" className="py-1.5 text-left font-normal">
            {first}
          </th>
          {others.map((column) => (
            <th key={column} scope="col" className="py-1.5 pl-4 text-right font-normal">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, figures }) => (
          <tr key={key} className="border-line border-b">
            <th scope="row" className="py-1.5 text-left font-normal">
              {name}
            </th>
            {figures.map((figure, at) => (
              <td key={others[at]} className="caption py-1.5 pl-4 text-right">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
