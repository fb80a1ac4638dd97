import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import { uploads } from './messages/uploads.ts'

/** Why a file cannot be sent, found in the file itself. */
export type FileFault =
  | { kind: 'empty' }
  | { kind: 'too_large'; sizeBytes: number }
  | { kind: 'not_a_picture' }
  | { kind: 'unsupported_type'; type: PictureMediaType }
  | { kind: 'side_too_long'; widthPx: number; heightPx: number }
  | { kind: 'area_too_large'; widthPx: number; heightPx: number }
  | { kind: 'animation_too_large'; widthPx: number; heightPx: number; frames: number }
  | { kind: 'no_pixels' }
  | { kind: 'unreadable' }

/** One sentence, the same on the desk and on the page for outsiders. */
export function explainFileFault(fault: FileFault): string {
  const words = uploads.failures
  switch (fault.kind) {
    case 'too_large':
      return words.too_large(fault.sizeBytes)
    case 'unsupported_type':
      return words.unsupported_type(fault.type)
    case 'side_too_long':
    case 'area_too_large':
      return words[fault.kind](fault.widthPx, fault.heightPx)
    case 'animation_too_large':
      return words.animation_too_large(fault.widthPx, fault.heightPx, fault.frames)
    default:
      return words[fault.kind]
  }
}
