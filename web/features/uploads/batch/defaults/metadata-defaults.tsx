import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Metadata } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Meter } from '../../../../ui/meter.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { FOLDER_FIELD } from '../batch-defaults.ts'
import { readValue, showValue, splitTags } from '../own-metadata.ts'

const words = uploadDesk.defaults
const NAMED = ['title', 'alt', 'caption', 'credit', 'tags', FOLDER_FIELD]

/** The largest metadata among the files. */
export interface WorstMetadata {
  sizeBytes: number
  /** `null` when there is no file. */
  path: string | null
  /** Files that are over the limit. */
  over: number
}

interface MetadataDefaultsProps {
  metadata: Metadata
  onChange: (metadata: Metadata) => void
  worst: WorstMetadata
  /** The folder of the view, where the defaults name none. */
  folderFromView: string | null
}

/** The named fields and any others, with a meter for the file that has the most. */
export function MetadataDefaults({ metadata, onChange, worst, folderFromView }: MetadataDefaultsProps) {
  const set = (field: string, text: string) => {
    const value = readValue(field, text, metadata[field])
    const rest = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== field))
    onChange(text === '' ? rest : { ...metadata, [field]: value })
  }
  const text = (field: string) => ({
    value: showValue(field, metadata[field]),
    onChange: (event: { target: { value: string } }) => set(field, event.target.value),
  })
  const others = Object.keys(metadata).filter((field) => !NAMED.includes(field))
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-1.5 font-medium text-sm">{words.metadata}</legend>
      <TextField label={words.titleField} {...text('title')} />
      <TextField label={words.alt} {...text('alt')} />
      <TextField label={words.caption} {...text('caption')} />
      <TextField label={words.credit} {...text('credit')} />
      <TagsField value={metadata['tags']} onChange={(tags) => set('tags', tags)} />
      <TextField
        label={words.folder}
        hint={words.folderHint}
        placeholder={folderFromView === null ? '' : words.folderFromView(folderFromView)}
        {...text(FOLDER_FIELD)}
      />
      {others.map((field) => (
        <div key={field} className="flex items-end gap-1.5">
          <TextField
            mono
            className="flex-1"
            label={field}
            aria-label={words.valueOf(field)}
            {...text(field)}
          />
          <IconButton icon={Trash2} label={words.remove(field)} onClick={() => set(field, '')} />
        </div>
      ))}
      <AddField
        taken={[...NAMED, ...others]}
        onAdd={(field, value) => onChange({ ...metadata, [field]: value })}
      />
      <WorstMeter worst={worst} />
    </fieldset>
  )
}

/** Typing keeps its commas and spaces; what is kept is the list. */
function TagsField({
  value,
  onChange,
}: {
  value: Metadata[string] | undefined
  onChange: (text: string) => void
}) {
  const stored = showValue('tags', value)
  const [typed, setTyped] = useState(stored)
  const isSame = splitTags(typed).join('\n') === splitTags(stored).join('\n')
  return (
    <TextField
      label={words.tags}
      hint={words.tagsHint}
      value={isSame ? typed : stored}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(splitTags(target.value).join(', '))
      }}
    />
  )
}

function AddField({ taken, onAdd }: { taken: string[]; onAdd: (field: string, value: string) => void }) {
  const [field, setField] = useState('')
  const [value, setValue] = useState('')
  const name = field.trim()
  const isTaken = taken.includes(name)
  const canAdd = name !== '' && value !== '' && !isTaken
  const add = () => {
    if (!canAdd) return
    onAdd(name, value)
    setField('')
    setValue('')
  }
  return (
    <div className="flex items-start gap-1.5">
      <TextField
        mono
        hideLabel
        className="w-24 flex-none"
        label={words.fieldName}
        placeholder={words.fieldName}
        value={field}
        onChange={(event) => setField(event.target.value)}
        {...(isTaken && { error: words.fieldTaken })}
      />
      <TextField
        mono
        hideLabel
        className="flex-1"
        label={words.fieldValue}
        placeholder={words.fieldValue}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <IconButton icon={Plus} label={words.add} aria-disabled={!canAdd} onClick={add} />
    </div>
  )
}

function WorstMeter({ worst: { sizeBytes, path, over } }: { worst: WorstMetadata }) {
  const limit = LIMITS.metadataBytes
  const isOver = sizeBytes > limit
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-3">
        <span className="caption text-ink-soft">{words.meterBytes(sizeBytes, limit)}</span>
        <Meter
          label={words.meter}
          valueText={words.meterBytes(sizeBytes, limit)}
          value={sizeBytes}
          max={limit}
          tone={isOver ? 'danger' : 'ink'}
        />
      </div>
      {path !== null && <p className="break-words text-ink-soft text-xs">{words.worst(path)}</p>}
      {isOver && (
        <p role="alert" className="text-danger text-xs">
          {words.tooLarge(over)}
        </p>
      )}
    </div>
  )
}
