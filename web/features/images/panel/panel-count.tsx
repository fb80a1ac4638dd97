import { formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'

/**
 * How many images, at the end of a line; the unit is for screen readers. It is drawn by CSS: the panel has dozens of
 * these beside a grid whose elements are counted.
 */
export function PanelCount({ count }: { count: number }) {
  return (
    <span
      data-unit={` ${finding.unit(count)}`}
      className="caption relative text-ink-soft after:sr-only after:content-[attr(data-unit)]"
    >
      {formatNumber(count)}
    </span>
  )
}
