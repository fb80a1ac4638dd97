import type { Destination } from '../../../lib/destination.ts'
import { uploadDesk } from '../../../lib/messages/upload-desk.ts'
import { type BatchDefaults, FOLDER_FIELD, patternFor } from './batch-defaults.ts'

/** One line: what happens to files that are handed over now. */
export function willHappen(defaults: BatchDefaults, destination: Destination | null): string {
  const words = uploadDesk.will
  const pattern = patternFor(defaults, destination)
  const isPrivate = pattern === null && (defaults.isPrivate || destination?.isPrivate === true)
  const creator = defaults.creator.trim() || (destination?.creator ?? '')
  const given = defaults.metadata[FOLDER_FIELD]
  const folder = typeof given === 'string' && given.trim() !== '' ? given.trim() : (destination?.folder ?? '')
  return [
    pattern === null ? words.generated : words.pattern(pattern),
    isPrivate ? words.private : words.public,
    ...(folder === '' ? [] : [words.folder(folder)]),
    ...(creator === '' ? [] : [words.creator(creator)]),
    ...(defaults.review ? [words.review] : []),
  ].join(', ')
}
