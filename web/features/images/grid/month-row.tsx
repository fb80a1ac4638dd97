// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import type { CSSProperties } from 'react'
import { formatMonth } from '../../../lib/format.ts'
import { messages } from '../../../lib/messages/catalogue.ts'

interface MonthRowProps {
  /** `2026-03` */
  month: string
  count: number
  rowIndex: number
  style: CSSProperties
}

export function MonthRow({ month, count, rowIndex, style }: MonthRowProps) {
  return (
    <div role="row" aria-rowindex={rowIndex} tabIndex={-1} className="absolute inset-x-0 top-0" style={style}>
      <div role="rowheader" className="flex items-baseline gap-2.5 pt-4 font-medium text-lg" tabIndex={-1}>
        {formatMonth(month)}
        <small className="font-normal text-ink-faint text-xs">
          {count > 0 && messages.images.monthCount(count)}
        </small>
      </div>
    </div>
  )
}
