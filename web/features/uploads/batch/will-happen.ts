import type { Destination } from '../../../lib/destination.ts'
import { uploadDesk } from '../../../lib/messages/upload-desk.ts'
import { type BatchDefaults, FOLDER_FIELD, patternFor } from './batch-defaults.ts'

/**
 * One line: what happens to files that are handed over now.
 * @param placeShown the place that stands beside the line already, and is not said again
 */
export function willHappen(
  defaults: BatchDefaults,
  destination: Destination | null,
  placeShown: string | null,
): string {
  const words = uploadDesk.will
  const pattern = patternFor(defaults, destination)
  const isPrivate = pattern === null && (defaults.isPrivate || destination?.isPrivate === true)
  const creator = defaults.creator.trim() || (destination?.creator ?? '')
  const { [FOLDER_FIELD]: given, ...ofDefaults } = defaults.metadata
  const folder = typeof given === 'string' && given.trim() !== '' ? given.trim() : (destination?.folder ?? '')
  const view = destination?.savedView ?? null
  const notes = Object.entries({ ...destination?.metadata, ...ofDefaults })
    .filter(([name]) => name !== (destination?.folderField ?? FOLDER_FIELD))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return [
    ...(view === null || view === placeShown ? [] : [words.savedView(view)]),
    pattern === null ? words.generated : words.pattern(pattern),
    isPrivate ? words.private : words.public,
    ...(folder === '' || folder === placeShown ? [] : [words.folder(folder)]),
    ...(creator === '' ? [] : [words.creator(creator)]),
    ...notes,
    ...(defaults.review ? [words.review] : []),
  ].join(', ')
}
