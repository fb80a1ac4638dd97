import type { ReactNode } from 'react'

interface SwitchRowProps {
  name: string
  meaning: string
  /** What is so now. */
  state: ReactNode
  /** What can be done about it. */
  children: ReactNode
}

/** A switch of the account: what it is, how it stands, and the way to change it. */
export function SwitchRow({ name, meaning, state, children }: SwitchRowProps) {
  return (
    <li className="grid content-start gap-x-8 gap-y-3 border-line border-t py-4 md:grid-cols-[minmax(0,1fr)_9rem_15rem] min-[112.5rem]:grid-cols-1 min-[112.5rem]:grid-rows-[auto_auto_1fr]">
      <div className="min-w-0 max-w-prose">
        <h3 className="pb-0.5 font-medium">{name}</h3>
        <p className="text-ink-soft">{meaning}</p>
      </div>
      <p className="flex items-start gap-2">{state}</p>
      <div className="flex flex-wrap items-start gap-2 md:justify-end min-[112.5rem]:justify-start">
        {children}
      </div>
    </li>
  )
}
