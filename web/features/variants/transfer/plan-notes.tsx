import type { EntryFault } from '#contract/variant-file.ts'
import type { VariantPlan } from '#contract/variant-plan.ts'
import type { Variant } from '#contract/variants.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'

const words = variantVersions.file

/** What of a file is not carried out, and why: each a number that opens to names. */
export function PlanNotes({
  plan,
  faults,
  limit,
}: {
  plan: VariantPlan
  faults: readonly EntryFault[]
  limit: number
}) {
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {faults.length > 0 && (
        <details open className="border-danger border-l-2 pl-3">
          <summary>{words.entryFaults(faults.length)}</summary>
          <ul className="pt-1 text-xs">
            {faults.map((fault) => (
              <li key={fault.position} className="break-words">
                {words.entry(fault.position, fault.name)}: {reasonOf(fault)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Names title={words.noRoom(plan.noRoom.length, limit)} variants={plan.noRoom} />
      <Names title={words.unchanged(plan.unchanged.length)} variants={plan.unchanged} />
      <Names title={words.kept(plan.kept.length)} variants={plan.kept} />
    </div>
  )
}

function Names({ title, variants }: { title: string; variants: readonly Variant[] }) {
  if (variants.length === 0) return null
  return (
    <details>
      <summary className="text-ink-soft">{title}</summary>
      <p className="caption break-words pt-1">{variants.map(({ name }) => name).join(', ')}</p>
    </details>
  )
}

function reasonOf({ fault, details }: EntryFault): string {
  if (fault === 'twice') return words.twice
  return details.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ')
}
