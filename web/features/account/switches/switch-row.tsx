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
    <li className="grid gap-x-8 gap-y-3 border-line border-b py-4 first:border-t md:grid-cols-[minmax(0,1fr)_9rem_15rem]">
      <div className="min-w-0 max-w-prose">
        <h3 className="font-medium">{name}</h3>
        <p className="text-ink-soft">{meaning}</p>
      </div>
      <p className="flex items-start gap-2">{state}</p>
      <div className="flex flex-wrap items-start gap-2 md:justify-end">{children}</div>
    </li>
  )
}
