import { cx } from '../lib/cx.ts'

interface ProgressBarProps {
  /** What moves on. */
  label: string
  /** 0 to 1. */
  share: number
  className?: string
}

/** A thin line that fills with pencil; nothing at all in it before the beginning. */
export function ProgressBar({ label, share, className }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      className={cx('relative h-1 bg-line', className)}
    >
      {share > 0 && (
        <i
          className="absolute inset-y-0 left-0 bg-pencil outline outline-ink"
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      )}
    </div>
  )
}
