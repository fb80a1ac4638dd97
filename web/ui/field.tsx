import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface FieldProps {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  /** At the right end of the label's line: a meter, a count. */
  aside?: ReactNode
  hideLabel?: boolean
  className?: string
  children: ReactNode
}

export const controlLook =
  'w-full min-w-0 rounded-sm border border-line-control bg-surface px-2.5 text-ink text-sm transition-colors hover:border-ink-faint disabled:opacity-50 aria-invalid:border-danger'

/** Label above, control, then hint or error below; tied together for screen readers by {@link describedBy}. */
export function Field({ id, label, hint, error, aside, hideLabel, className, children }: FieldProps) {
  return (
    <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={cx('flex items-baseline justify-between gap-2', hideLabel && !aside && 'sr-only')}>
        <label htmlFor={id} className={cx('font-medium text-sm', hideLabel && 'sr-only')}>
          {label}
        </label>
        {aside && <span className="caption text-ink-soft">{aside}</span>}
      </div>
      {children}
      {error ? (
        <p id={`${id}-note`} role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className="text-ink-soft text-xs">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

/** ARIA attributes of the control inside a {@link Field}. */
export function describedBy(id: string, hint: ReactNode, error: ReactNode) {
  return {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error || hint ? `${id}-note` : undefined,
  } as const
}
