import { currentDestination } from '../../../lib/destination.ts'
import { fieldsFor, type OwnFields, patternFor } from '../batch/batch-defaults.ts'
import { batchSettings } from '../batch/batch-settings.ts'
import type { PreflightFault, UploadFields } from '../upload-item.ts'

/** The fields the `index`-th picture of a batch is sent with, or why it cannot be. */
export type FieldsFor = (path: string, index: number, own: OwnFields) => UploadFields | PreflightFault

/** What happens to pictures that are handed over now. */
export interface FieldsNow {
  readonly fieldsFor: FieldsFor
  /** A person looks at them before they go. */
  readonly review: boolean
  /** Asked of a picture that says nothing about it itself. */
  readonly isPrivateByDefault: boolean
}

/** The person's defaults and the destination of this moment. */
export function fieldsNow(): FieldsNow {
  const destination = currentDestination()
  const { defaults } = batchSettings()
  const now = new Date()
  return {
    fieldsFor: (path, index, own) => fieldsFor(path, index, defaults, now, destination, { own }),
    review: defaults.review,
    isPrivateByDefault:
      patternFor(defaults, destination) === null && (defaults.isPrivate || destination?.isPrivate === true),
  }
}
