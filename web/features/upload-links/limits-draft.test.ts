import { expect, test } from 'vitest'
import { LIMITS } from '#contract/limits.ts'
import { EditUploadLinkRequest, type UploadLink } from '#contract/upload-links.ts'
import { changeOf, faultsOf, limitsOf, NEW_LIMITS, requestOf } from './limits-draft.ts'

test('what a new link is offered has no fault, and the desk takes it', () => {
  expect(faultsOf(NEW_LIMITS)).toEqual({})
  expect(requestOf(NEW_LIMITS)).toEqual({
    expiresInDays: 7,
    filesLimit: 100,
    totalBytesLimit: 1_000_000_000,
    fileBytesLimit: LIMITS.uploadSizeBytes,
  })
})

test.each([
  [{ days: 0 }, 'days'],
  [{ days: 366 }, 'days'],
  [{ files: null }, 'files'],
  [{ files: 10_001 }, 'files'],
  [{ totalMb: 100_001 }, 'totalMb'],
  [{ fileMb: 11 }, 'fileMb'],
  [{ fileMb: 0 }, 'fileMb'],
])('%j is a fault of %s', (change, field) => {
  expect(Object.keys(faultsOf({ ...NEW_LIMITS, ...change }))).toEqual([field])
})

test('the bounds of the form are bounds the desk takes', () => {
  for (const draft of [
    { days: 365, files: 10_000, totalMb: 100_000, fileMb: 10 },
    { days: 1, files: 1, totalMb: 1, fileMb: 1 },
  ]) {
    expect(faultsOf(draft)).toEqual({})
    expect(EditUploadLinkRequest.safeParse(requestOf(draft)).success).toBe(true)
  }
})

test('a link that has ended is offered a day; what was not touched is not sent', () => {
  const link = {
    expiresAt: '2026-01-01T00:00:00.000Z',
    filesLimit: 5,
    totalBytesLimit: 2_500_000,
    fileBytesLimit: LIMITS.uploadSizeBytes,
  } as UploadLink
  const before = limitsOf(link, Date.parse('2026-02-01T00:00:00.000Z'))
  expect(before).toEqual({ days: 1, files: 5, totalMb: 3, fileMb: 10 })
  expect(changeOf(before, before)).toEqual({})
  expect(changeOf(before, { ...before, files: 6 })).toEqual({ filesLimit: 6 })
  expect(changeOf(before, { ...before, files: null })).toBeNull()
})
