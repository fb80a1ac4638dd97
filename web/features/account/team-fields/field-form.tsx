import type { RefObject } from 'react'
import { METADATA_FIELD_TYPES, type MetadataField } from '#contract/metadata-fields.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { DraftField, FieldFaults } from './fields-draft.ts'

interface FieldFormProps {
  field: DraftField
  faults: FieldFaults
  /** Gets the focus when the form opens. */
  first: RefObject<HTMLInputElement | null>
  onChange: (change: Partial<MetadataField>) => void
}

/** Everything about one field. */
export function FieldForm({ field, faults, first, onChange }: FieldFormProps) {
  return (
    <div className="grid gap-x-6 gap-y-4 px-1 pt-2 pb-5 sm:grid-cols-2 sm:pl-19 min-[112.5rem]:grid-cols-4">
      <TextField
        ref={first}
        label={words.name}
        value={field.label}
        onChange={(event) => onChange({ label: event.target.value })}
        error={faults.label}
      />
      <TextField
        label={words.key}
        mono
        value={field.key}
        disabled={field.type === 'focal_point'}
        onChange={(event) => onChange({ key: event.target.value })}
        hint={words.keyHint}
        error={faults.key}
      />
      <Select
        label={words.type}
        value={field.type}
        onChange={(value) => {
          const type = METADATA_FIELD_TYPES.find((one) => one === value)
          if (type !== undefined) onChange({ type })
        }}
        options={METADATA_FIELD_TYPES.map((value) => ({ value, label: words.types[value].name }))}
        hint={words.types[field.type].meaning}
        error={faults.type}
      />
      <TextField
        label={words.help}
        value={field.help}
        onChange={(event) => onChange({ help: event.target.value })}
        hint={words.helpHint}
        error={faults.help}
      />
      <div className="sm:col-span-2 min-[112.5rem]:col-span-4">
        <Checkbox
          label={words.required}
          hint={words.requiredHint}
          checked={field.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
      </div>
    </div>
  )
}
