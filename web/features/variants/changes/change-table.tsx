import { changedFields } from '#contract/variant-plan.ts'
import type { VariantState } from '#contract/variants.ts'
import { variantVersions as words } from '../../../lib/messages/variant-versions.ts'
import { fieldLabel, fieldValue } from './describe-state.ts'

/** The fields in which two states differ, old beside new. */
export function ChangeTable({ before, after }: { before: VariantState; after: VariantState }) {
  return (
    <table aria-label={words.changes} className="w-full table-fixed text-left text-sm">
      <thead>
        <tr className="border-line border-b text-ink-soft">
          {[words.field, words.before, words.after].map((heading) => (
            <th key={heading} scope="col" className="py-1.5 pr-3 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changedFields(before, after).map((field) => (
          <tr key={field} className="border-line border-b align-top">
            <th scope="row" className="break-words py-1.5 pr-3 font-normal">
              {fieldLabel(field)}
            </th>
            <td className="break-words py-1.5 pr-3 text-ink-soft">{fieldValue(before, field)}</td>
            <td className="break-words py-1.5 font-medium">{fieldValue(after, field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
