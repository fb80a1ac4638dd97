import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Image, Metadata } from '#contract/images.ts'
import type { MetadataField } from '#contract/metadata-fields.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { withValue } from './metadata-merge.ts'
import { readValue, showValue } from './metadata-value.ts'
import { NamedField } from './named-field.tsx'

interface MetadataFieldsProps {
  image: Image
  /** The team's, in their order. */
  fields: readonly MetadataField[]
  metadata: Metadata
  /** `key` is the field that was edited. */
  onChange: (metadata: Metadata, key: string) => void
}

const words = imageDetailWords.metadata

/** The team's fields, and every other key as a row. */
export function MetadataFields({ image, fields, metadata, onChange }: MetadataFieldsProps) {
  const valueIn = (key: string) => (Object.hasOwn(metadata, key) ? metadata[key] : undefined)
  const change = (key: string, value: Metadata[string] | undefined) =>
    onChange(withValue(metadata, key, value), key)
  const text = (key: string) => ({
    value: showValue(valueIn(key)),
    onChange: (event: { target: { value: string } }) =>
      change(key, readValue(event.target.value, valueIn(key))),
  })
  const named = new Set(fields.map(({ key }) => key))
  const others = Object.keys(metadata).filter((key) => !named.has(key))
  return (
    <div className="flex flex-col gap-3">
      {fields.map((field) => (
        <NamedField
          key={`${field.key} ${field.type}`}
          {...{ image, field }}
          value={valueIn(field.key)}
          onChange={(value) => change(field.key, value)}
        />
      ))}
      <fieldset className="flex flex-col gap-2 pt-1">
        <legend className="mb-2 font-medium text-sm">{words.others}</legend>
        {others.map((key) => (
          <div key={key} className="flex items-center gap-1.5">
            <span className="caption w-24 shrink-0 truncate" title={key}>
              {key}
            </span>
            <TextField mono hideLabel className="flex-1" label={words.valueOf(key)} {...text(key)} />
            <IconButton icon={Trash2} label={words.remove(key)} onClick={() => change(key, undefined)} />
          </div>
        ))}
        <AddField taken={[...named, ...others]} onAdd={change} />
      </fieldset>
    </div>
  )
}

function AddField({ taken, onAdd }: { taken: string[]; onAdd: (key: string, value: string) => void }) {
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const isTaken = taken.includes(key.trim())
  const add = () => {
    if (key.trim() === '' || isTaken) return
    onAdd(key.trim(), value)
    setKey('')
    setValue('')
  }
  return (
    <div className="flex flex-wrap items-start gap-1.5">
      <TextField
        mono
        hideLabel
        className="w-28 flex-none"
        label={words.keyName}
        placeholder={words.keyName}
        value={key}
        {...(isTaken && { error: words.taken })}
        onChange={(event) => setKey(event.target.value)}
      />
      <TextField
        mono
        hideLabel
        className="min-w-24 flex-1"
        label={words.value}
        placeholder={words.value}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && add()}
      />
      <Button disabled={key.trim() === '' || isTaken} onClick={add}>
        {words.add}
      </Button>
    </div>
  )
}
