import type { UploadItem } from '../../upload-item.ts'
import { batchFiles } from '../batch.ts'
import { isFault, type OwnFields } from '../batch-defaults.ts'
import { type Column, shownText, withText } from '../columns.ts'
import { isEditable } from '../desk-rows.ts'

/**
 * The cell of `from` copied into the selected rows, or into all below it when none is selected. Rows that were sent are
 * left out; so is a private mark where an id of its own stands.
 */
export function filledDown(
  rows: readonly UploadItem[],
  from: UploadItem,
  column: Column,
  selection: ReadonlySet<string>,
): Map<string, OwnFields> {
  const changes = new Map<string, OwnFields>()
  const fields = batchFiles.fieldsOf(from.key) ?? from.fields
  if (isFault(fields)) return changes
  const text = shownText(column, fields, batchFiles.ownOf(from.key))
  const below = rows.slice(rows.indexOf(from) + 1)
  const targets = selection.size > 0 ? rows.filter(({ key }) => selection.has(key)) : below
  for (const target of targets) {
    if (target.key === from.key || !isEditable(target)) continue
    const theirs = batchFiles.fieldsOf(target.key) ?? target.fields
    if (isFault(theirs)) continue
    if (column.kind === 'private' && theirs.id !== undefined) continue
    if (text === shownText(column, theirs, {})) continue
    changes.set(target.key, withText(column, text, batchFiles.ownOf(target.key), theirs))
  }
  return changes
}
