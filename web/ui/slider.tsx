import { cx } from '../lib/cx.ts'

interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  /** Once, when the drag or the key press ends. */
  onCommit?: (value: number) => void
  min: number
  max: number
  step?: number
  /** What a screen reader says for a value: `176 pixels`. */
  valueText?: string
  disabled?: boolean
  className?: string
}

/** The browser's own range, drawn as a hairline; `desk-range` in `styles.css` draws track and thumb. */
export function Slider({ label, value, onChange, onCommit, valueText, className, ...range }: SliderProps) {
  const share = range.max > range.min ? (value - range.min) / (range.max - range.min) : 0
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
      {...range}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      onPointerUp={(event) => onCommit?.(event.currentTarget.valueAsNumber)}
      onKeyUp={(event) => onCommit?.(event.currentTarget.valueAsNumber)}
      className={cx('desk-range h-6 w-28 shrink-0', className)}
      style={{ '--share': `${share * 100}%` }}
    />
  )
}
