import type { Destination } from '../../../lib/destination.ts'
import { intake } from '../../../lib/messages/intake.ts'
import type { FieldsNow } from './fields-now.ts'

/** What letting go does, in a few words, told from the very fields a file would get. */
export function whatWillHappen({ fieldsFor, review }: FieldsNow, destination: Destination | null): string {
  const words = intake.drop
  const fields = fieldsFor(words.sampleName, 0, {})
  if ('kind' in fields) return ''
  const folderField = destination?.folderField
  const notes = Object.entries(fields.metadata ?? {})
    .filter(([name]) => name !== folderField)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return [
    ...(destination?.savedView == null || destination.savedView === destination.label
      ? []
      : [words.savedView(destination.savedView)]),
    fields.id === undefined ? words.generatedId : words.ownId(fields.id),
    fields.requiresSignedUrl === true ? words.private : words.public,
    ...(fields.creator === undefined ? [] : [words.creator(fields.creator)]),
    ...notes,
    ...(review ? [words.review] : []),
  ].join(', ')
}
