import { Image, KeyRound, type LucideIcon, Moon, SlidersHorizontal, SquareDashed, Sun } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { cx } from '../lib/cx.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useTheme } from './theme.ts'

const PAGES: { path: string; label: string; icon: LucideIcon }[] = [
  { path: paths.images(), label: messages.frame.images, icon: Image },
  { path: paths.variants(), label: messages.frame.variants, icon: SquareDashed },
  { path: paths.keys(), label: messages.frame.keys, icon: KeyRound },
  { path: paths.settings(), label: messages.frame.settings, icon: SlidersHorizontal },
]

const cell =
  'grid size-11 place-items-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink'

/** The pages, at the left edge; below the status strip where the screen is narrow. */
export function Rail() {
  const { pathname } = useLocation()
  const { theme, toggle } = useTheme()
  return (
    <nav
      aria-label={messages.frame.navigation}
      className="row-start-3 flex items-center justify-around gap-1 border-line border-t sm:col-start-1 sm:row-start-1 sm:flex-col sm:justify-start sm:border-t-0 sm:border-r sm:py-3"
    >
      <span
        aria-hidden
        className="mb-3 hidden size-[26px] place-items-center border-[1.5px] border-ink before:size-3.5 before:bg-pencil before:content-[''] sm:grid"
      />
      {PAGES.map(({ path, label, icon: Icon }) => {
        const isCurrent = pathname === path || pathname.startsWith(`${path}/`)
        return (
          <Tooltip key={path} label={label} side="right">
            <Link
              to={path}
              aria-label={label}
              aria-current={isCurrent ? 'page' : undefined}
              className={cx(
                cell,
                isCurrent && 'border-pencil border-b-[3px] bg-hover text-ink sm:border-b-0 sm:border-l-[3px]',
              )}
            >
              <Icon className="size-5" strokeWidth={1.5} aria-hidden />
            </Link>
          </Tooltip>
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
        </button>
      </Tooltip>
    </nav>
  )
}
