import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { faultsOf, type LimitsDraft } from './limits-draft.ts'

interface LimitFieldsProps {
  draft: LimitsDraft
  onChange: (draft: LimitsDraft) => void
}

/** How long a link works and how much it takes. */
export function LimitFields({ draft, onChange }: LimitFieldsProps) {
  const faults = faultsOf(draft)
  return (
    <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3 sm:grid-cols-4">
      <NumberField
        label={words.days}
        value={draft.days}
        onChange={(days) => onChange({ ...draft, days })}
        unit={words.daysUnit}
        min={1}
        error={faults.days}
        className="[&_input]:pr-11"
      />
      <NumberField
        label={words.filesLimit}
        value={draft.files}
        onChange={(files) => onChange({ ...draft, files })}
        min={1}
        step={10}
        error={faults.files}
      />
      <NumberField
        label={words.totalLimit}
        value={draft.totalMb}
        onChange={(totalMb) => onChange({ ...draft, totalMb })}
        unit="MB"
        min={1}
        step={100}
        error={faults.totalMb}
        className="[&_input]:pr-9"
      />
      <NumberField
        label={words.fileLimit}
        value={draft.fileMb}
        onChange={(fileMb) => onChange({ ...draft, fileMb })}
        unit="MB"
        min={1}
        error={faults.fileMb}
        className="[&_input]:pr-9"
      />
    </div>
  )
}
