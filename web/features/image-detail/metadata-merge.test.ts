import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Metadata } from '#contract/images.ts'
import { mergeMetadata, sameJson, withValue } from './metadata-merge.ts'

const key = fc.constantFrom('title', 'alt', 'tags', 'credit', '__proto__')
const metadata = fc
  .array(
    fc.tuple(
      key,
      fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.array(fc.boolean(), { maxLength: 2 })),
    ),
  )
  .map((entries) => entries.reduce<Metadata>((all, [name, value]) => withValue(all, name, value), {}))

describe('mergeMetadata', () => {
  it('takes changes of both sides', () => {
    const base = { title: 'Frog', alt: 'A frog' }
    expect(mergeMetadata(base, { title: 'Toad', alt: 'A frog' }, { alt: 'A frog', credit: 'Ana' })).toEqual({
      merged: { title: 'Toad', alt: 'A frog', credit: 'Ana' },
      conflicts: [{ key: 'title', was: 'Frog', mine: 'Toad', theirs: undefined }],
    })
  })

  it('names a key both changed, and not one both changed alike', () => {
    const merge = mergeMetadata({ a: 1, b: 1 }, { a: 2, b: 2 }, { a: 3, b: 2 })
    expect(merge.conflicts).toEqual([{ key: 'a', was: 1, mine: 2, theirs: 3 }])
  })

  it('keeps the laws of merging', () => {
    fc.assert(
      fc.property(metadata, metadata, metadata, (base, mine, theirs) => {
        expect(sameJson(mergeMetadata(base, base, theirs).merged, theirs)).toBe(true)
        expect(sameJson(mergeMetadata(base, mine, base).merged, mine)).toBe(true)
        expect(mergeMetadata(base, mine, mine).conflicts).toEqual([])
        const one = mergeMetadata(base, mine, theirs)
        const other = mergeMetadata(base, theirs, mine)
        expect(one.conflicts.map((conflict) => conflict.key).sort()).toEqual(
          other.conflicts.map((conflict) => conflict.key).sort(),
        )
        if (one.conflicts.length === 0) expect(sameJson(one.merged, other.merged)).toBe(true)
      }),
    )
  })
})
