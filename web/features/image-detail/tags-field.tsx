import { type ReactNode, useState } from 'react'
import type { Metadata } from '#contract/images.ts'
import { TextField } from '../../ui/text-field.tsx'
import { showValue } from './metadata-value.ts'

type Value = Metadata[string]

interface TagsFieldProps {
  label: string
  hint?: string
  aside?: ReactNode
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

/** Typing keeps its commas and spaces; what is stored is the list. A text that was stored stays a text. */
export function TagsField({ value, onChange, ...texts }: TagsFieldProps) {
  const stored = Array.isArray(value) ? value.map(showValue).join(', ') : showValue(value)
  const [typed, setTyped] = useState(stored)
  const shown = sameTags(typed, stored) ? typed : stored
  return (
    <TextField
      {...texts}
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
