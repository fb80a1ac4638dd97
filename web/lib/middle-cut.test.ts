import fc from 'fast-check'
import { expect, it } from 'vitest'
import { middleCut, plainName } from './middle-cut.ts'

it('keeps both ends', () => {
  expect(middleCut('summer-campaign-hero-0412.jpg', 20)).toBe('summer-ca…o-0412.jpg')
  expect(middleCut('short.jpg', 20)).toBe('short.jpg')
})

it('never exceeds the limit nor tears a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
      const cut = middleCut(text, limit)
      expect([...cut].length).toBeLessThanOrEqual(limit)
      expect(cut.isWellFormed()).toBe(true)
    }),
  )
})

it('shows a name as it is stored: nothing turns its letters round or breaks its line', () => {
  expect(plainName('photo\u202Egpj.exe')).toBe('photo gpj.exe')
  expect(plainName('one\r\ntwo.jpg')).toBe('one two.jpg')
  expect(plainName('שלום 👩‍👧.jpg')).toBe('שלום 👩‍👧.jpg')
})
