import { useEffect, useId, useRef, useState } from 'react'
import { FOCAL_POINT_FIELD, readFocalPoint } from '#contract/focal-point.ts'
import type { Image, Metadata } from '#contract/images.ts'
import type { MetadataField } from '#contract/metadata-fields.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { FocalPicture } from './focal-picture.tsx'
import { type MetadataMerge, withValue } from './metadata-merge.ts'
import { showValue } from './metadata-value.ts'

const words = imageDetailWords.metadata
const ROW = 'grid grid-cols-[1rem_3.5rem_minmax(0,1fr)] items-baseline gap-2 py-0.5'

interface MetadataConflictPanelProps {
  image: Image
  /** The team's fields: they have names. */
  fields: readonly MetadataField[]
  merge: MetadataMerge
  onChoose: (metadata: Metadata) => void
}

/** Shows both sides of every field that two people changed, and lets one of them stay. */
export function MetadataConflictPanel({ image, fields, merge, onChoose }: MetadataConflictPanelProps) {
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
      <h2 className="font-medium">{words.conflictTitle}</h2>
      <p className="text-ink-soft">{merge.conflicts.length > 0 ? words.conflictBody : words.joinedBody}</p>
      {merge.conflicts.map(({ key, was, mine, theirs }) => (
        <fieldset key={key} className="flex flex-col gap-1">
          <legend className="mb-1 font-medium text-sm">
            {fields.find((field) => field.key === key)?.label ?? key}
          </legend>
          <div className={ROW}>
            <span />
            <span className="text-ink-soft">{words.before}</span>
            <Value image={image} field={key} value={was} none={words.nothing} />
          </div>
          {(['mine', 'theirs'] as const).map((side) => {
            const value = side === 'mine' ? mine : theirs
            return (
              <label key={side} className={ROW}>
                <input
                  type="radio"
                  className="accent-ink"
                  name={`${group}-${key}`}
                  checked={(chosen[key] ?? 'mine') === side}
                  onChange={() => setChosen({ ...chosen, [key]: side })}
                />
                <span>{words[side]}</span>
                <Value image={image} field={key} value={value} none={words.removed} />
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

interface ValueProps {
  image: Image
  field: string
  value: Metadata[string] | undefined
  /** In place of no value. */
  none: string
}

/** A focal point is told by the picture: two pairs of numbers are hard to choose between. */
function Value({ image, field, value, none }: ValueProps) {
  const point = field === FOCAL_POINT_FIELD && !image.draft ? readFocalPoint(value) : null
  return (
    <span className="caption break-words">
      {value === undefined ? none : showValue(value)}
      {point && (
        <span className="block pt-1">
          <FocalPicture image={image} point={point} className="max-h-28" />
        </span>
      )}
    </span>
  )
}
