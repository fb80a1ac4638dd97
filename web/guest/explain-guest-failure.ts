import { explainFileFault } from '../lib/file-fault.ts'
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
    case 'no_room':
    case 'link_ended':
    case 'twice':
    case 'disconnected':
      return words[failure.kind]
    default:
      return explainFileFault(failure)
  }
}
