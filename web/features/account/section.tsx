import type { ReactNode } from 'react'

interface SectionProps {
  /** Its anchor. */
  id: string
  title: string
  intro: ReactNode
  /** Beside the title: what can be done with all of it. */
  aside?: ReactNode
  children: ReactNode
}

/** One part of the settings: what it is at the left where there is room, the thing itself at the right. */
export function Section({ id, title, intro, aside, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-4 gap-x-12 gap-y-5 border-line border-b py-8 first:pt-2 last:border-b-0 2xl:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 2xl:flex-col 2xl:justify-start">
        <div className="max-w-prose">
          <h2 id={`${id}-title`} className="pb-1 font-medium text-xl">
            {title}
          </h2>
          <div className="text-ink-soft">{intro}</div>
        </div>
        {aside}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
