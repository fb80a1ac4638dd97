import { guest } from '../lib/messages/guest.ts'
import type { GuestFailure } from './guest-item.ts'

/** One sentence for the row of a file that was not sent. */
export function explainGuestFailure(failure: GuestFailure): string {
  const words = guest.failures
  switch (failure.kind) {
    case 'refused':
      return words.refused(failure.message)
    case 'over_limit':
      return words.over_limit(failure.limitBytes)
    case 'too_large':
      return words.too_large(failure.sizeBytes)
    case 'unsupported_type':
      return words.unsupported_type(failure.type)
    case 'side_too_long':
    case 'area_too_large':
      return words[failure.kind](failure.widthPx, failure.heightPx)
    case 'animation_too_large':
      return words.animation_too_large(failure.widthPx, failure.heightPx, failure.frames)
    default:
      return words[failure.kind]
  }
}
