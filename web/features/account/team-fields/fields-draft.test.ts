import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metadataSizeBytes } from '#contract/images.ts'
import { DEFAULT_METADATA_FIELDS, type MetadataField, MetadataFields } from '#contract/metadata-fields.ts'
import { diffFields, isSame } from './fields-diff.ts'
import {
  draftOf,
  faultsOf,
  fieldsOf,
  isChanged,
  keySizeBytes,
  keysSizeBytes,
  withBack,
  withChange,
  withMoved,
  withNew,
  without,
} from './fields-draft.ts'

const saved: MetadataFields = { version: 4, fields: [...DEFAULT_METADATA_FIELDS] }
const keys = (draft: { fields: readonly MetadataField[] }) => draft.fields.map(({ key }) => key)

describe('a draft', () => {
  test('is what was saved until something is changed, and sends no more than the desk takes', () => {
    const draft = draftOf(saved)
    expect(isChanged(draft, saved)).toBe(false)
    expect(fieldsOf(draft)).toEqual(saved)
    const edited = withChange(draft, 0, { label: 'Headline', isRequired: true })
    expect(isChanged(edited, saved)).toBe(true)
    expect(MetadataFields.parse(fieldsOf(edited)).fields[0]).toMatchObject({ label: 'Headline' })
  })

  test('moves a field by one place and never beyond the ends; what is removed goes back to its place', () => {
    const draft = draftOf(saved)
    expect(withMoved(draft, 0, -1)).toBe(draft)
    expect(keys(withMoved(draft, 0, 1)).slice(0, 2)).toEqual(['alt', 'title'])
    expect(keys(withMoved(draft, 6, 1))).toEqual(keys(draft))
    const [, alt] = draft.fields
    if (alt === undefined) throw new Error('no field')
    expect(keys(withBack(without(draft, alt.uid), alt, 1))).toEqual(keys(draft))
  })

  test('moves keep every field, whatever is pressed', () => {
    const step = fc.tuple(fc.nat(7), fc.constantFrom<-1 | 1>(-1, 1))
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const moved = steps.reduce((draft, [uid, by]) => withMoved(draft, uid, by), draftOf(saved))
        expect(keys(moved).toSorted()).toEqual(keys(saved).toSorted())
      }),
    )
  })

  test('gives a focal point the key that links read, and takes it away again', () => {
    const draft = withNew(without(draftOf(saved), 6))
    const uid = draft.fields.at(-1)?.uid ?? -1
    const point = withChange(draft, uid, { type: 'focal_point', label: 'Point' })
    expect(point.fields.at(-1)?.key).toBe('focal')
    expect(faultsOf(point).size).toBe(0)
    expect(withChange(point, uid, { type: 'line' }).fields.at(-1)?.key).toBe('')
  })

  test('says what is wrong where it is wrong: empty, taken, the focal key of another type', () => {
    const draft = withNew(draftOf(saved))
    const uid = draft.fields.at(-1)?.uid ?? -1
    expect(faultsOf(draft).get(uid)).toEqual({ key: 'Give the field a key', label: 'Give the field a name' })
    const twin = faultsOf(withChange(draft, uid, { key: 'title', label: 'Again' }))
    expect([...twin]).toEqual([[uid, { key: 'Another field has this key' }]])
    expect(faultsOf(withChange(draft, 0, { key: 'focal' })).get(0)?.key).toContain('focal')
  })
})

test('keys weigh what an image with all fields filled has no room for any more', () => {
  expect(keySizeBytes('alt')).toBe('"alt":,'.length)
  expect(keySizeBytes('é')).toBe(6)
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
      const own = names.filter((name) => name !== '__proto__')
      const values = Object.fromEntries(own.map((name) => [name, 'x']))
      // A value of one letter is three bytes in its quotes.
      expect(keysSizeBytes(own.map((key) => ({ key }))) + 3 * own.length).toBe(metadataSizeBytes(values))
    }),
  )
})

test('two lists are compared by key, the order of what both have too', () => {
  const mine = [...DEFAULT_METADATA_FIELDS]
  expect(isSame(diffFields(mine, mine))).toBe(true)
  const [title, alt, ...rest] = mine
  if (title === undefined || alt === undefined) throw new Error('no fields')
  const theirs = [alt, { ...title, isRequired: true }, ...rest.slice(1), { ...title, key: 'x', label: 'X' }]
  expect(diffFields(mine, theirs)).toEqual({
    onlyMine: ['Caption'],
    onlyTheirs: ['X'],
    different: ['Title'],
    isOrderDifferent: true,
  })
  expect(diffFields(mine, mine.slice(1))).toMatchObject({ isOrderDifferent: false, onlyMine: ['Title'] })
})
