import { formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'

/** How many images, at the end of a line; the unit is for screen readers. */
export function PanelCount({ count }: { count: number }) {
  return (
    <span className="caption text-ink-soft">
      {formatNumber(count)} <span className="sr-only">{finding.unit(count)}</span>
    </span>
  )
}
