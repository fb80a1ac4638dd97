import type { ReactNode } from 'react'

interface SectionProps {
  heading: string
  hint: string
  children?: ReactNode
}

/** One thing the tab can do: what it is, what it means, and the way to it. */
export function Section({ heading, hint, children }: SectionProps) {
  return (
    <section className="flex flex-col items-start gap-2 border-line border-t pt-4">
      <div>
        <h2 className="font-medium text-sm">{heading}</h2>
        <p className="text-ink-soft text-xs">{hint}</p>
      </div>
      {children}
    </section>
  )
}
