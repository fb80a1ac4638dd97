import type { Image, Metadata } from '#contract/images.ts'
import { fitsType, type MetadataField } from '#contract/metadata-fields.ts'
import { metadataWords as words } from '../../lib/messages/metadata.ts'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { FocalPointField } from './focal-point-field.tsx'
import { readValue, showValue } from './metadata-value.ts'
import { TagsField } from './tags-field.tsx'

type Value = Metadata[string]

interface NamedFieldProps {
  image: Image
  field: MetadataField
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

/** One field of the team, with the control of its type. A value of another kind is shown as it is, and stays. */
export function NamedField({ image, field, value, onChange }: NamedFieldProps) {
  const { type, label, help } = field
  const texts = {
    label,
    ...(help !== '' && { hint: help }),
    ...(field.isRequired && { aside: words.required }),
  }
  const typing = {
    value: showValue(value),
    onChange: (event: { target: { value: string } }) => onChange(readValue(event.target.value, value)),
  }
  const isTextOfTags = type === 'tags' && typeof value === 'string'
  if (value !== undefined && type !== 'line' && !isTextOfTags && !fitsType(type, value)) {
    return <TextField mono {...texts} hint={words.wrongType} {...typing} />
  }
  switch (type) {
    case 'line':
    case 'folder':
      return <TextField mono={type === 'folder'} {...texts} {...typing} />
    case 'text':
      return <TextArea rows={2} {...texts} {...typing} />
    case 'tags':
      return <TagsField {...texts} {...{ value, onChange }} />
    case 'number':
      return (
        <TextField
          type="number"
          step="any"
          {...texts}
          value={typing.value}
          onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
        />
      )
    case 'yes_no':
      return (
        <Select
          label={label}
          {...(help !== '' && { hint: help })}
          value={showValue(value)}
          onChange={(chosen) => onChange(chosen === '' ? undefined : chosen === 'true')}
          options={[
            { value: '', label: words.notSet },
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]}
        />
      )
    case 'focal_point':
      return <FocalPointField {...{ image, label, help, value, onChange }} />
  }
}
