import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface TopBarProps {
  title: ReactNode
  /** Before the title: the way back. */
  lead?: ReactNode
  /** Never a second line on small screens: the title gives way. */
  oneLine?: boolean
  /** Small, beside the title: a count. */
  meta?: ReactNode
  /** Between title and tools: a search field. A line of its own on small screens, one with the tools on middling ones. */
  center?: ReactNode
  /** The one main button, at the right end; stays beside the title on small screens. */
  main?: ReactNode
  /** Tools at the right, before the main button. */
  children?: ReactNode
  className?: string
}

/** The bar above the work of every page; its title is the page's heading. */
export function TopBar({ title, lead, oneLine, meta, center, main, children, className }: TopBarProps) {
  return (
    <header
      className={cx(
        'flex min-h-14 shrink-0 items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2',
        !oneLine && 'flex-wrap',
        className,
      )}
    >
      {lead}
      <div className="flex min-w-0 items-baseline gap-2">
        <h1 className="truncate font-medium text-lg">{title}</h1>
        {meta && <span className="caption whitespace-nowrap text-ink-soft">{meta}</span>}
      </div>
      {center && (
        <div className="order-2 flex min-w-0 basis-full items-start gap-1 md:flex-1 md:basis-40 lg:order-none">
          {center}
        </div>
      )}
      {children && (
        <div
          className={cx(
            'flex items-center gap-1 sm:gap-2',
            oneLine ? 'shrink-0' : 'flex-wrap',
            main
              ? cx(
                  'order-3 w-full justify-between md:ml-auto md:w-auto',
                  center ? 'lg:order-none' : 'md:order-none',
                )
              : 'ml-auto justify-end',
          )}
        >
          {children}
        </div>
      )}
      {main && (
        <div
          className={cx(
            'order-1 ml-auto flex items-center gap-2',
            center ? 'lg:order-none' : 'md:order-none',
            children && (center ? 'lg:ml-0' : 'md:ml-0'),
          )}
        >
          {main}
        </div>
      )}
      {center && main && <span aria-hidden className="order-1 -mt-2 hidden basis-full md:block lg:hidden" />}
    </header>
  )
}
