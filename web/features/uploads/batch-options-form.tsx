import { useId } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { BatchOptions } from './batch-options.ts'
import { setBatchOptions, useBatchOptions } from './requests-for.ts'

const words = messages.uploads

/** What happens to the files added next; files already listed keep what they were added with. */
export function BatchOptionsForm() {
  const options = useBatchOptions()
  const change = (part: Partial<BatchOptions>) => setBatchOptions({ ...options, ...part })
  const byPath = options.idPattern === 'path'
  const hint = useId()
  const group = useId()
  return (
    <details className="border-t border-line">
      <summary className="cursor-pointer px-4 py-2.5 font-medium select-none">
        {words.options}
        <span className="ml-2 font-normal text-ink-soft">
          {words.willHappen({
            byPath,
            prefix: options.idPrefix.trim(),
            isPrivate: options.isPrivate && !byPath,
            creator: options.creator.trim(),
          })}
        </span>
      </summary>
      <div className="grid max-h-64 grid-cols-2 gap-x-3 gap-y-2.5 overflow-y-auto px-4 pt-1 pb-4">
        <fieldset className="col-span-2 flex flex-wrap gap-x-4 gap-y-1">
          <legend className="mb-1 text-ink-soft">{words.idPattern}</legend>
          {(['generated', 'path'] as const).map((pattern) => (
            <label key={pattern} className="flex min-h-6 items-center gap-1.5">
              <input
                type="radio"
                name={group}
                className="accent-ink"
                checked={options.idPattern === pattern}
                onChange={() => change({ idPattern: pattern })}
              />
              {pattern === 'path' ? words.idByPath : words.idGenerated}
            </label>
          ))}
        </fieldset>
        {byPath && (
          <Field
            label={words.idPrefix}
            placeholder={words.idPrefixHint}
            value={options.idPrefix}
            wide
            onChange={(idPrefix) => change({ idPrefix })}
          />
        )}
        <div className="col-span-2">
          <label className="flex min-h-6 items-center gap-1.5">
            <input
              type="checkbox"
              className="accent-ink"
              checked={options.isPrivate && !byPath}
              disabled={byPath}
              aria-describedby={hint}
              onChange={(event) => change({ isPrivate: event.target.checked })}
            />
            {words.private}
          </label>
          <p id={hint} className="text-xs text-ink-soft">
            {byPath ? words.privateImpossible : words.privateHint}
          </p>
        </div>
        <Field label={words.metadataTitle} value={options.title} onChange={(title) => change({ title })} />
        <Field label={words.creator} value={options.creator} onChange={(creator) => change({ creator })} />
        <Field label={words.metadataAlt} value={options.alt} wide onChange={(alt) => change({ alt })} />
      </div>
    </details>
  )
}

interface FieldProps {
  label: string
  value: string
  placeholder?: string
  wide?: boolean
  onChange: (value: string) => void
}

function Field({ label, value, placeholder, wide = false, onChange }: FieldProps) {
  return (
    <TextField
      label={label}
      {...(wide && { className: 'col-span-2' })}
      value={value}
      placeholder={placeholder}
      maxLength={LIMITS.creatorCharacters}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
