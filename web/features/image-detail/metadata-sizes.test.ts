import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Metadata, metadataSizeBytes } from '#contract/images.ts'
import { fieldsWithoutRoom, sizeOfFields } from './metadata-sizes.ts'

const metadata = fc.dictionary(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer(), fc.boolean()),
  { maxKeys: 12 },
)

test('the sizes of the fields add up to what is sent', () => {
  fc.assert(
    fc.property(metadata, (given) => {
      const sizes = sizeOfFields(given)
      const sum = sizes.reduce((bytes, { sizeBytes }) => bytes + sizeBytes, 0)
      expect(2 + sum + Math.max(0, sizes.length - 1)).toBe(metadataSizeBytes(given))
    }),
  )
})

test('without those that find no room it fits, and none of them would fit beside the rest', () => {
  fc.assert(
    fc.property(metadata, fc.integer({ min: 2, max: 300 }), (given, limit) => {
      const over = new Set(fieldsWithoutRoom(given, limit).map(({ key }) => key))
      const rest: Metadata = Object.fromEntries(Object.entries(given).filter(([key]) => !over.has(key)))
      expect(metadataSizeBytes(rest)).toBeLessThanOrEqual(limit)
      expect(over.size === 0).toBe(metadataSizeBytes(given) <= limit)
      for (const key of over) {
        const withIt = Object.fromEntries([...Object.entries(rest), [key, given[key] ?? '']])
        expect(metadataSizeBytes(withIt)).toBeGreaterThan(limit)
      }
    }),
  )
})

test('a field of other letters takes the bytes of UTF-8', () => {
  expect(sizeOfFields({ alt: 'é😀' })).toEqual([{ key: 'alt', sizeBytes: '"alt":""'.length + 2 + 4 }])
})
