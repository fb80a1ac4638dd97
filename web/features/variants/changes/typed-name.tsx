import { variantVersions as words } from '../../../lib/messages/variant-versions.ts'
import { TextField } from '../../../ui/text-field.tsx'

interface TypedNameProps {
  name: string
  value: string
  onChange: (value: string) => void
}

/** Asked for only where links that we know of are at stake. */
export function TypedName({ name, value, onChange }: TypedNameProps) {
  return (
    <TextField
      mono
      label={words.save.type(name)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={value !== '' && !name.startsWith(value) ? words.save.notIt(name) : undefined}
    />
  )
}
