import { Tabs as Primitive } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../lib/cx.ts'

interface TabsProps {
  label: string
  value: string
  onChange: (value: string) => void
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[]
  className?: string
}

/** Only the chosen tab's content is in the page. The row of tabs stays; the panel scrolls, with the page on small screens. */
export function Tabs({ label, value, onChange, tabs, className }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  // A row wider than the screen begins at its first tab: the chosen one may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each choice is a reason of its own
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[data-state=active]')
    if (!list.current || !chosen) return
    const { scrollLeft, clientWidth } = list.current
    const isInSight =
      chosen.offsetLeft >= scrollLeft && chosen.offsetLeft + chosen.offsetWidth <= scrollLeft + clientWidth
    if (!isInSight) list.current.scrollLeft = chosen.offsetLeft + chosen.offsetWidth / 2 - clientWidth / 2
  }, [value])
  return (
    <Primitive.Root value={value} onValueChange={onChange} className={cx('flex min-h-0 flex-col', className)}>
      <Primitive.List
        ref={list}
        aria-label={label}
        className="sticky top-0 z-1 flex shrink-0 gap-1 overflow-x-auto border-line border-b bg-canvas px-3"
      >
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-10 whitespace-nowrap border-transparent border-b-2 px-2 text-ink-soft text-sm -outline-offset-2 hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content
          key={tab.value}
          value={tab.value}
          className="flex-1 -outline-offset-2 lg:min-h-0 lg:overflow-y-auto"
        >
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
