import { useEffect, useId, useRef, useState } from 'react'
import type { Metadata } from '#contract/images.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { type MetadataMerge, withValue } from './metadata-merge.ts'

const words = imageDetailWords.metadata

interface MetadataConflictPanelProps {
  merge: MetadataMerge
  onChoose: (metadata: Metadata) => void
}

/** Shows both sides of every field that two people changed, and lets one of them stay. */
export function MetadataConflictPanel({ merge, onChoose }: MetadataConflictPanelProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const group = useId()
  const panel = useRef<HTMLElement>(null)
  // It stands above the fields, maybe out of sight of whoever pressed Save.
  useEffect(() => panel.current?.focus(), [])
  const settled = merge.conflicts.reduce(
    (metadata, { key, theirs }) => (chosen[key] === 'theirs' ? withValue(metadata, key, theirs) : metadata),
    merge.merged,
  )
  return (
    <section
      ref={panel}
      tabIndex={-1}
      role="alert"
      className="flex scroll-mt-12 flex-col gap-3 border-danger border-l-2 pl-3 outline-none"
    >
      <h3 className="font-medium">{words.conflictTitle}</h3>
      <p className="text-ink-soft">{merge.conflicts.length > 0 ? words.conflictBody : words.joinedBody}</p>
      {merge.conflicts.map(({ key, mine, theirs }) => (
        <fieldset key={key} className="flex flex-col gap-1">
          <legend className="caption mb-1 font-medium">{key}</legend>
          {(['mine', 'theirs'] as const).map((side) => {
            const value = side === 'mine' ? mine : theirs
            return (
              <label
                key={side}
                className="grid grid-cols-[auto_3.5rem_minmax(0,1fr)] items-baseline gap-2 py-0.5"
              >
                <input
                  type="radio"
                  className="accent-ink"
                  name={`${group}-${key}`}
                  checked={(chosen[key] ?? 'mine') === side}
                  onChange={() => setChosen({ ...chosen, [key]: side })}
                />
                <span>{words[side]}</span>
                <span className="caption break-words">
                  {value === undefined
                    ? words.removed
                    : typeof value === 'string'
                      ? value
                      : JSON.stringify(value)}
                </span>
              </label>
            )
          })}
        </fieldset>
      ))}
      <Button intent="primary" className="self-start" onClick={() => onChoose(settled)}>
        {words.useChosen}
      </Button>
    </section>
  )
}
