import { expect, test } from 'vitest'
import { FITS } from '#contract/variants.ts'
import { fitExamples } from './fit-examples.ts'

const told = (fit: (typeof FITS)[number]) =>
  fitExamples({ fit, width: 1200, height: 630 }).map(({ size, notes }) => `${size} ${notes}`.trim())

test('the examples tell all fits apart', () => {
  expect(told('scale-down')).toEqual(['840 × 630', '420 × 630', '320 × 240'])
  expect(told('contain')).toEqual(['840 × 630', '420 × 630', '840 × 630 enlarged 2.6 ×'])
  expect(told('cover')).toEqual([
    '1,200 × 630 cuts 30%',
    '1,200 × 630 cuts 65%',
    '1,200 × 630 cuts 30%, enlarged 3.8 ×',
  ])
  expect(told('crop')).toEqual(['1,200 × 630 cuts 30%', '1,200 × 630 cuts 65%', '320 × 240'])
  expect(told('pad')).toEqual([
    '1,200 × 630 padded',
    '1,200 × 630 padded',
    '1,200 × 630 enlarged 2.6 ×, padded',
  ])
  expect(new Set(FITS.map((fit) => told(fit).join())).size).toBe(FITS.length)
})

test('without a size there is nothing to tell', () => {
  expect(fitExamples({ fit: 'cover', width: null, height: null })).toEqual([])
})
