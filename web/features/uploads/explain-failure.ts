import { messages } from '../../lib/messages/catalogue.ts'
import { intake } from '../../lib/messages/intake.ts'
import type { UploadFailure } from './upload-item.ts'

/** One sentence for the row of a failed file. */
export function explainFailure(failure: UploadFailure): string {
  const words = messages.uploads.failures
  switch (failure.kind) {
    case 'refused':
      return failure.message
    case 'too_large':
      return words.too_large(failure.sizeBytes)
    case 'metadata_too_large':
      return words.metadata_too_large(failure.sizeBytes)
    case 'unsupported_type':
      return words.unsupported_type(failure.type)
    case 'side_too_long':
    case 'area_too_large':
      return words[failure.kind](failure.widthPx, failure.heightPx)
    case 'animation_too_large':
      return words.animation_too_large(failure.widthPx, failure.heightPx, failure.frames)
    case 'bad_id':
      return words.bad_id(failure.id, failure.fault)
    case 'bad_address':
      return intake.addressFaults(failure.fault)
    case 'empty_folder':
      return intake.emptyFolder
    default:
      return words[failure.kind]
  }
}
