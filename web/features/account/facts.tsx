import type { ReactNode } from 'react'
import { settings as words } from '../../lib/messages/settings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="border-line border-t">{children}</dl>
}

interface FactProps {
  name: string
  hint?: ReactNode
  /** What a button beside it copies. */
  copy?: string | undefined
  children: ReactNode
}

/** One fact by name. */
export function Fact({ name, hint, copy, children }: FactProps) {
  return (
    <div className="grid min-h-12 items-center gap-x-4 gap-y-1 border-line border-b py-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="font-medium">{name}</dt>
      <dd className="min-w-0">
        <span className="flex min-w-0 items-center justify-between gap-x-3 gap-y-1">
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">{children}</span>
          {copy !== undefined && <CopyButton text={copy} label={words.copy(name)} />}
        </span>
        {hint !== undefined && <span className="block pt-0.5 text-ink-soft text-xs">{hint}</span>}
      </dd>
    </div>
  )
}
