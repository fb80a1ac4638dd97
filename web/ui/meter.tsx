import { cx } from '../lib/cx.ts'

interface MeterProps {
  /** What is measured. */
  label: string
  /** What a screen reader says: `214 of 1,200`. */
  valueText: string
  value: number
  max: number
  /** `pencil` is progress of something you started; `danger` is over the limit. */
  tone?: 'ink' | 'pencil' | 'danger'
  className?: string
}

const FILLS = {
  ink: 'bg-ink',
  pencil: 'bg-pencil outline outline-1 outline-ink',
  danger: 'bg-danger',
}

/** A thin bar; the numbers stand beside it in words. */
export function Meter({ label, valueText, value, max, tone = 'ink', className }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: the inside of a <meter> cannot be drawn alike in all browsers
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={valueText}
      className={cx('relative h-1 w-23 shrink-0 bg-line', className)}
    >
      {share > 0 && (
        <div className={cx('absolute inset-y-0 left-0', FILLS[tone])} style={{ width: `${share * 100}%` }} />
      )}
    </div>
  )
}
