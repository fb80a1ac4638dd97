import {
  Image,
  Inbox,
  KeyRound,
  type LucideIcon,
  Moon,
  SlidersHorizontal,
  SquareDashed,
  Sun,
} from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Link, useLocation } from 'react-router'
import { cx } from '../lib/cx.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useTheme } from './theme.ts'

// A number beside an icon: the first page does not wait for it.
const InboxCount = lazy(() => import('./inbox-count.tsx').then((module) => ({ default: module.InboxCount })))

const { short } = messages.frame
/** In the order of the rail. */
export const PAGES: { path: string; label: string; short: string; icon: LucideIcon }[] = [
  { path: paths.images(), label: messages.frame.images, short: short.images, icon: Image },
  { path: paths.variants(), label: messages.frame.variants, short: short.variants, icon: SquareDashed },
  { path: paths.inbox(), label: messages.frame.inbox, short: short.inbox, icon: Inbox },
  { path: paths.keys(), label: messages.frame.keys, short: short.keys, icon: KeyRound },
  { path: paths.settings(), label: messages.frame.settings, short: short.settings, icon: SlidersHorizontal },
]

const cell =
  'flex h-12 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink sm:size-11 sm:flex-none'

/** The pages, at the left edge; below the status strip where the screen is narrow. */
export function Rail() {
  const { pathname } = useLocation()
  const { theme, toggle } = useTheme()
  return (
    <nav
      aria-label={messages.frame.navigation}
      className="row-start-3 flex items-center justify-around border-line border-t sm:gap-1 sm:col-start-1 sm:row-start-1 sm:flex-col sm:justify-start sm:border-t-0 sm:border-r sm:px-0 sm:py-3"
    >
      <span
        aria-hidden
        className="mb-3 hidden size-[26px] place-items-center border-[1.5px] border-ink before:size-3.5 before:bg-pencil before:content-[''] sm:grid"
      />
      {PAGES.map(({ path, label, short, icon: Icon }) => {
        const isCurrent = pathname === path || pathname.startsWith(`${path}/`)
        return (
          <span key={path} className="relative flex min-w-0 flex-1 sm:flex-none">
            <Tooltip label={label} side="right">
              <Link
                to={path}
                aria-label={label}
                aria-current={isCurrent ? 'page' : undefined}
                className={cx(
                  cell,
                  isCurrent &&
                    'bg-hover text-ink shadow-[inset_0_-3px_0_var(--pencil)] sm:shadow-[inset_3px_0_0_var(--pencil)]',
                )}
              >
                <Icon className="size-5" strokeWidth={1.5} aria-hidden />
                <Short>{short}</Short>
              </Link>
            </Tooltip>
            {path === paths.inbox() && (
              <Suspense>
                <InboxCount />
              </Suspense>
            )}
          </span>
        )
      })}
      <Tooltip
        label={theme === 'dark' ? messages.frame.themeToLight : messages.frame.themeToDark}
        side="right"
      >
        <button
          type="button"
          aria-label={theme === 'dark' ? messages.frame.themeToLight : messages.frame.themeToDark}
          onClick={toggle}
          className={cx(cell, 'sm:mt-auto')}
        >
          {theme === 'dark' ? (
            <Sun className="size-5" strokeWidth={1.5} aria-hidden />
          ) : (
            <Moon className="size-5" strokeWidth={1.5} aria-hidden />
          )}
          <Short>{theme === 'dark' ? short.light : short.dark}</Short>
        </button>
      </Tooltip>
    </nav>
  )
}

/** A telephone shows no tooltips. */
function Short({ children }: { children: string }) {
  return <span className="max-w-full truncate text-xs leading-none sm:hidden">{children}</span>
}
