import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Metadata } from '#contract/images.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { withValue } from './metadata-merge.ts'

type Value = Metadata[string]

interface MetadataFieldsProps {
  metadata: Metadata
  onChange: (metadata: Metadata) => void
}

const words = imageDetailWords.metadata
const NAMED = ['title', 'alt', 'caption', 'credit', 'tags']

/** The named fields, and every other key as a row. */
export function MetadataFields({ metadata, onChange }: MetadataFieldsProps) {
  const text = (key: string) => ({
    value: showValue(metadata[key]),
    onChange: (event: { target: { value: string } }) =>
      onChange(withValue(metadata, key, readValue(event.target.value, metadata[key]))),
  })
  const others = Object.keys(metadata).filter((key) => !NAMED.includes(key))
  return (
    <div className="flex flex-col gap-3">
      <TextField label={words.title} {...text('title')} />
      <TextArea label={words.alt} hint={words.altHint} rows={2} {...text('alt')} />
      <TextArea label={words.caption} rows={2} {...text('caption')} />
      <TextField label={words.credit} {...text('credit')} />
      <TagsField value={metadata['tags']} onChange={(tags) => onChange(withValue(metadata, 'tags', tags))} />
      <fieldset className="flex flex-col gap-2 pt-1">
        <legend className="mb-2 font-medium text-sm">{words.others}</legend>
        {others.map((key) => (
          <div key={key} className="flex items-center gap-1.5">
            <span className="caption w-24 shrink-0 truncate" title={key}>
              {key}
            </span>
            <TextField mono hideLabel className="flex-1" label={words.valueOf(key)} {...text(key)} />
            <IconButton
              icon={Trash2}
              label={words.remove(key)}
              onClick={() => onChange(withValue(metadata, key, undefined))}
            />
          </div>
        ))}
        <AddField
          taken={Object.keys(metadata)}
          onAdd={(key, value) => onChange(withValue(metadata, key, value))}
        />
      </fieldset>
    </div>
  )
}

/** Typing keeps its commas and spaces; what is stored is the list. A text that was stored stays a text. */
function TagsField({
  value,
  onChange,
}: {
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}) {
  const stored = Array.isArray(value) ? value.map(showValue).join(', ') : showValue(value)
  const [typed, setTyped] = useState(stored)
  const shown = sameTags(typed, stored) ? typed : stored
  return (
    <TextField
      label={words.tags}
      hint={words.tagsHint}
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value)
        const tags = splitTags(target.value)
        onChange(tags.length === 0 ? undefined : typeof value === 'string' ? target.value : tags)
      }}
    />
  )
}

const splitTags = (text: string) =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
const sameTags = (one: string, other: string) => splitTags(one).join('\n') === splitTags(other).join('\n')

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

/** Texts as they are, everything else as JSON. */
function showValue(value: Value | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A number stays a number while it still reads as JSON; an emptied named field is removed. */
function readValue(text: string, before: Value | undefined): Value | undefined {
  if (before === undefined || typeof before === 'string') return text === '' ? undefined : text
  try {
    return JSON.parse(text) as Value
  } catch {
    return text
  }
}
