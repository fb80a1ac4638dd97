import { LIMITS } from '#contract/limits.ts'
import { variantOptions as words } from '../../../lib/messages/variant-options.ts'
import { variants as variantWords } from '../../../lib/messages/variants.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { freeName, tidyName } from '../list/free-name.ts'

interface NameFieldProps {
  name: string
  onChange: (name: string) => void
  /** Names there are. */
  taken: ReadonlySet<string>
  error: string | undefined
}

/** The name of a new variant: its rules, how much room is left, and a name that would do where this one does not. */
export function NameField({ name, onChange, taken, error }: NameFieldProps) {
  const tidy = tidyName(name)
  const better = tidy === '' ? '' : freeName(tidy, taken)
  return (
    <div className="flex flex-col items-start gap-1.5">
      <TextField
        label={variantWords.name}
        mono
        className="w-full"
        value={name}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        hint={words.nameRules}
        aside={words.nameCount([...name].length, LIMITS.variantNameCharacters)}
        error={error}
      />
      {error !== undefined && better !== '' && better !== name && (
        <Button size="sm" onClick={() => onChange(better)}>
          <span className="max-w-60 truncate">{words.takeName(better)}</span>
        </Button>
      )}
    </div>
  )
}
