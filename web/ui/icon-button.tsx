import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  icon: LucideIcon
  /** What a screen reader says, and what the tooltip shows. */
  label: string
  /** Shown in the tooltip beside the label. */
  shortcut?: string
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

/** A 32 px square with an icon. Always named, always explained on hover and focus. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  tooltipSide,
  className,
  type,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} {...(shortcut && { shortcut })} {...(tooltipSide && { side: tooltipSide })}>
      <button
        type={type ?? 'button'}
        aria-label={label}
        className={cx(
          'inline-grid size-8 shrink-0 place-items-center rounded-sm text-ink-soft transition-colors hover:not-disabled:bg-hover hover:not-disabled:text-ink disabled:opacity-50',
          className,
        )}
        {...rest}
      >
        <Icon className="size-4" strokeWidth={1.5} aria-hidden />
      </button>
    </Tooltip>
  )
}
