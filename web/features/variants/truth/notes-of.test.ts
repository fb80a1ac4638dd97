import { expect, it } from 'vitest'
import { notesOf, sharedFault } from './notes-of.ts'
import type { Figure } from './truth.ts'

const measured = (mediaType: string, widthPx = 90, isOld = false): Figure => ({
  ...{ state: 'measured', isOld, mediaType, sizeBytes: 1, widthPx, heightPx: 60, pictureUrl: '/x' },
})
const failed = (message: string): Figure => ({ state: 'failed', message, isPassing: true })

it.each([
  [measured('image/avif'), measured('image/webp'), measured('image/jpeg'), ['90 × 60 px'], []],
  // Too large for AVIF; see-through.
  [
    measured('image/webp'),
    measured('image/webp'),
    measured('image/png'),
    ['90 × 60 px', 'AVIF: as WebP', 'JPEG: as PNG'],
    [],
  ],
  [measured('image/avif', 91), measured('image/webp'), failed('No.'), ['91 × 60 px', '90 × 60 px'], ['No.']],
  [failed('No.'), failed('No.'), failed('Away.'), [], ['No.', 'Away.']],
  [
    { state: 'waiting' } as const,
    measured('image/webp', 90, true),
    measured('image/x'),
    ['90 × 60 px', 'JPEG: as x'],
    [],
  ],
])('notes of %j, %j, %j', (avif, webp, original, notes, faults) => {
  expect(notesOf({ figures: { avif, webp, original } })).toEqual({ notes, faults })
})

it('what all pictures share is found, and a single picture shares with nobody', () => {
  const [away, both, none] = [{ faults: ['Away.'] }, { faults: ['No.', 'Away.'] }, { faults: [] }]
  expect(sharedFault([away, both])).toBe('Away.')
  expect(sharedFault([both, away, away])).toBe('Away.')
  expect([sharedFault([away, none]), sharedFault([away]), sharedFault([])]).toEqual([null, null, null])
})
