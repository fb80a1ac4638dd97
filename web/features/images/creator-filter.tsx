import { ListFilter, UserRound, X } from 'lucide-react'
import { useState } from 'react'
import { messages } from '../../lib/messages/catalogue.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'

interface CreatorFilterProps {
  /** `null`: everybody; empty: images without a creator. */
  creator: string | null
  onChange: (creator: string | null) => void
  /** Creators met so far, to choose from. */
  known: readonly string[]
}

/** The one thing the live listing can filter by, as a chip once it is set. */
export function CreatorFilter({ creator, onChange, known }: CreatorFilterProps) {
  const words = messages.images
  const [typed, setTyped] = useState('')
  return (
    <search className="contents">
      <form
        className="flex h-9 min-w-0 flex-1 items-center gap-1.5 rounded-sm border border-line-control bg-surface pr-0.5 pl-2.5 focus-within:border-ink md:max-w-sm"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() === '') return
          onChange(typed.trim())
          setTyped('')
        }}
      >
        <UserRound className="size-4 shrink-0 text-ink-soft" strokeWidth={1.5} aria-hidden />
        {creator === null ? (
          <input
            type="text"
            aria-label={words.creatorFilter}
            placeholder={words.creatorFilter}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            list="known-creators"
            enterKeyHint="search"
            autoComplete="off"
            className="h-7 min-w-0 flex-1 bg-transparent text-sm outline-none focus-visible:shadow-none focus-visible:outline-none"
          />
        ) : (
          <span className="flex h-6 min-w-0 items-center gap-1 rounded-sm bg-well pl-2 text-xs">
            <span className="text-ink-soft">{words.creatorChip}</span>
            <span className="truncate">{creator === '' ? words.creatorNone : creator}</span>
            <button
              type="button"
              aria-label={words.clearFilter}
              onClick={() => onChange(null)}
              className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
            >
              <X className="size-3.5" strokeWidth={1.5} aria-hidden />
            </button>
          </span>
        )}
        <datalist id="known-creators">
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <span className="ml-auto" />
        <Menu
          trigger={<IconButton icon={ListFilter} label={words.creatorMenu} className="size-7" />}
          items={[
            { label: words.creatorAll, onSelect: () => onChange(null) },
            { label: words.creatorMissing, onSelect: () => onChange('') },
            ...(known.length > 0 ? (['separator'] as const) : []),
            ...known.slice(0, 20).map((name) => ({ label: name, onSelect: () => onChange(name) })),
          ]}
        />
      </form>
    </search>
  )
}
