import { useRef } from 'react'
import { changedFields, type VariantField } from '#contract/variant-plan.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { Button } from '../../../ui/button.tsx'
import type { VariantDraft } from '../draft.ts'
import { fieldLabel, fieldValue } from './describe-state.ts'
import { withField } from './with-field.ts'

const words = variantVersions.conflict

interface ConflictPanelProps {
  /** What the edits began with. */
  before: VariantDraft
  /** What somebody else saved meanwhile. */
  now: VariantDraft
  draft: VariantDraft
  onChange: (draft: VariantDraft) => void
  /** Back to what is there now. */
  onDrop: () => void
}

/** What a colleague changed under an edit, beside what it was and what the edit makes of it; each field can be given up. */
export function ConflictPanel({ before, now, draft, onChange, onDrop }: ConflictPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const isMine = (field: VariantField) => changedFields(now, draft).includes(field)
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="flex max-h-[45vh] flex-col gap-2 overflow-auto border-pencil border-l-2 pl-3 text-sm outline-none"
    >
      <h3 className="break-words font-medium">{words.title(now.name)}</h3>
      <p className="text-ink-soft text-xs">{words.body}</p>
      <dl className="flex flex-col gap-2">
        {changedFields(before, now).map((field) => (
          <div key={field} className="border-line border-t pt-1.5">
            <dt className="font-medium text-xs">{fieldLabel(field)}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs">
              <Side label={words.was} value={fieldValue(before, field)} />
              <Side label={words.now} value={fieldValue(now, field)} />
              <Side label={words.yours} value={isMine(field) ? fieldValue(draft, field) : words.same} />
              {isMine(field) && (
                <Button
                  size="sm"
                  aria-label={words.takeField(fieldLabel(field))}
                  onClick={() => {
                    // The button goes with its reason to be.
                    panel.current?.focus()
                    onChange(withField(draft, field, now))
                  }}
                >
                  {words.take}
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <Button size="sm" onClick={onDrop}>
          {words.takeAll}
        </Button>
      </div>
    </div>
  )
}

function Side({ label, value }: { label: string; value: string }) {
  return (
    <span>
      <span className="text-ink-soft">{label} </span>
      <span className="caption">{value}</span>
    </span>
  )
}
