import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface TopBarProps {
  title: ReactNode
  /** Small, beside the title: a count. */
  meta?: ReactNode
  /** Between title and actions. */
  center?: ReactNode
  /** Right end; the main one last. */
  children?: ReactNode
  className?: string
}

/** The bar above the work of every page; its title is the page's heading. */
export function TopBar({ title, meta, center, children, className }: TopBarProps) {
  return (
    <header
      className={cx(
        'flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2',
        className,
      )}
    >
      <div className="flex min-w-0 items-baseline gap-2">
        <h1 className="truncate font-medium text-lg">{title}</h1>
        {meta && <span className="caption whitespace-nowrap text-ink-soft">{meta}</span>}
      </div>
      {center}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</div>
    </header>
  )
}
