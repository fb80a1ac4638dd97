import { useId, useRef, useState } from 'react'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import { Button } from '../../../ui/button.tsx'
import type { UploadItem } from '../upload-item.ts'
import { type Choice, decideAll } from './choices.ts'
import { groupOffers, type OfferGroup, type OfferKind } from './group-offers.ts'
import { decideTheRest, pageQueue } from './hands.ts'

interface OffersBarProps {
  /** Those that are held, at least; the others are passed over. */
  items: readonly UploadItem[]
  /** Files of these batches are still being checked: then the rest can be decided with them. */
  isChecking: boolean
  /** What is decided elsewhere on the same screen. */
  without?: readonly OfferKind[]
}

/** Decisions for everything that is held, one line for each kind. Nothing at all while nothing is. */
export function OffersBar({ items, isChecking, without = [] }: OffersBarProps) {
  const [isForRest, setForRest] = useState(false)
  const [said, setSaid] = useState('')
  const region = useRef<HTMLElement>(null)
  const id = useId()
  const groups = groupOffers(items).filter(({ kind }) => !without.includes(kind))

  function choose(group: OfferGroup, choice: Choice): void {
    decideAll(group.items, choice, pageQueue)
    if (isForRest && isChecking) {
      decideTheRest(new Set(group.items.map((item) => item.batch)), group.kind, choice)
    }
    setSaid(words.decided(group.items.length))
    // The line goes with its buttons; the keyboard stays here.
    region.current?.focus()
  }

  return (
    <section ref={region} tabIndex={-1} aria-label={words.region} className="focus:outline-none">
      <p role="status" className="sr-only">
        {said}
      </p>
      {groups.length > 0 && (
        <div className="border-line border-b bg-well px-4 py-2">
          <ul className="grid gap-1.5">
            {groups.map((group) => (
              <OfferLine key={group.kind} group={group} onChoose={(choice) => choose(group, choice)} />
            ))}
          </ul>
          {isChecking && (
            <label htmlFor={id} className="mt-2 flex min-h-6 items-center gap-2 text-ink-soft text-xs">
              <input
                id={id}
                type="checkbox"
                checked={isForRest}
                onChange={(event) => setForRest(event.currentTarget.checked)}
                className="size-4 accent-ink"
              />
              {words.rest}
            </label>
          )}
        </div>
      )}
    </section>
  )
}

function OfferLine({ group, onChoose }: { group: OfferGroup; onChoose: (choice: Choice) => void }) {
  const { kind, items, choices } = group
  const title = words.groups[kind](items.length)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-40 flex-1 text-sm tabular-nums">{title}</span>
      <span className="flex flex-wrap gap-1.5">
        {choices.map((choice) => {
          const label = choice === 'repair' ? words.all.repair(kind) : words.all[choice]
          return (
            <Button
              key={choice}
              size="sm"
              aria-label={words.forFile(label, title)}
              onClick={() => onChoose(choice)}
            >
              {label}
            </Button>
          )
        })}
      </span>
    </li>
  )
}
