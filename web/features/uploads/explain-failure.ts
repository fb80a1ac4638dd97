import { explainFileFault } from '../../lib/file-fault.ts'
import { intake } from '../../lib/messages/intake.ts'
import { uploads } from '../../lib/messages/uploads.ts'
import type { UploadFailure } from './upload-item.ts'

/** One sentence for the row of a failed file. */
export function explainFailure(failure: UploadFailure): string {
  const words = uploads.failures
  switch (failure.kind) {
    case 'refused':
      return failure.message
    case 'metadata_too_large':
      return words.metadata_too_large(failure.sizeBytes)
    case 'bad_id':
      return words.bad_id(failure.id, failure.fault)
    case 'bad_address':
      return intake.addressFaults(failure.fault)
    case 'empty_folder':
      return intake.emptyFolder
    case 'stalled':
    case 'disconnected':
    case 'answer_lost':
      return words[failure.kind]
    default:
      return explainFileFault(failure)
  }
}
