import { type RefObject, useEffect, useState } from 'react'
import { cx } from '../../lib/cx.ts'
import { settings as words } from '../../lib/messages/settings.ts'

export interface SettingsPart {
  id: string
  title: string
}

interface SettingsNavProps {
  parts: readonly SettingsPart[]
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>
}

/** The parts of the page: a list at the side where there is room, a line above it elsewhere. */
export function SettingsNav({ parts, scroller }: SettingsNavProps) {
  const current = useCurrentPart(parts, scroller)
  return (
    <nav
      aria-label={words.sections}
      className="-mx-4 flex flex-wrap gap-x-1 border-line border-b px-1 py-2 xl:sticky xl:top-0 xl:m-0 xl:flex-col xl:flex-nowrap xl:gap-1 xl:self-start xl:border-b-0 xl:px-0 xl:py-6"
    >
      {parts.map(({ id, title }) => (
        <a
          key={id}
          href={`#${id}`}
          aria-current={id === current ? 'location' : undefined}
          className={cx(
            'flex h-8 shrink-0 items-center rounded-sm px-3 text-ink-soft transition-colors hover:bg-hover hover:text-ink',
            id === current && 'xl:bg-hover xl:text-ink xl:shadow-[inset_3px_0_0_var(--pencil)]',
          )}
        >
          {title}
        </a>
      ))}
    </nav>
  )
}

/** The last part whose top was scrolled past; at the end of the page the last one. */
function useCurrentPart(parts: readonly SettingsPart[], scroller: RefObject<HTMLElement | null>): string {
  const [current, setCurrent] = useState(parts[0]?.id ?? '')
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    const look = () => {
      const edge = box.getBoundingClientRect().top + box.clientHeight / 4
      const passed = parts.filter(({ id }) => {
        const part = document.getElementById(id)
        return part !== null && part.getBoundingClientRect().top <= edge
      })
      const isAtEnd = box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 2
      setCurrent((isAtEnd ? parts.at(-1) : (passed.at(-1) ?? parts[0]))?.id ?? '')
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    return () => box.removeEventListener('scroll', look)
  }, [parts, scroller])
  return current
}
