import { describe, expect, it, test } from 'vitest'
import {
  DEFAULT_METADATA_FIELDS,
  findFieldFaults,
  fitsType,
  METADATA_FIELD_TYPES,
  type MetadataField,
  MetadataFields,
} from './metadata-fields.ts'

const field = (part: Partial<MetadataField>): MetadataField => ({
  key: 'shot',
  label: 'Shot',
  type: 'line',
  isRequired: false,
  help: '',
  ...part,
})

test('the default fields are fields', () => {
  const fields = { version: 0, fields: [...DEFAULT_METADATA_FIELDS] }
  expect(MetadataFields.parse(fields)).toEqual(fields)
})

test.each<[string, Partial<MetadataField>[], (string | number)[]]>([
  ['the same key twice', [{}, { label: 'Again' }], ['fields', 1, 'key']],
  ['no key', [{ key: ' ' }], ['fields', 0, 'key']],
  ['no name', [{ label: '' }], ['fields', 0, 'label']],
  ['the mark of the desk', [{ key: 'desk_inbox' }], ['fields', 0, 'key']],
  ['a key of JavaScript', [{ key: '__proto__' }], ['fields', 0, 'key']],
  ['a focal point that no link would find', [{ type: 'focal_point' }], ['fields', 0, 'key']],
  ['the key of the focal point for something else', [{ key: 'focal' }], ['fields', 0, 'key']],
  ['a help text of two lines', [{ help: 'one\ntwo' }], ['fields', 0, 'help']],
  ['too many', Array.from({ length: 41 }, (_, at) => ({ key: `k${at}` })), ['fields']],
])('refused: %s', (_what, fields, path) => {
  const read = MetadataFields.safeParse({ version: 1, fields: fields.map(field) })
  expect(read.error?.issues.map((issue) => issue.path)).toEqual([path])
})

test.each([
  ['line', 'one', 'one\ntwo'],
  ['text', 'one\ntwo', 1],
  ['tags', ['a', 'b'], ['a', 1]],
  ['folder', 'press/2026', ['press']],
  ['number', 0, '0'],
  ['yes_no', false, 'false'],
  ['focal_point', '0.5x0.5', 'centre'],
] as const)('a field of type %s holds %j, not %j', (type, good, bad) => {
  expect(METADATA_FIELD_TYPES).toContain(type)
  expect(fitsType(type, typeof good === 'object' ? [...good] : good)).toBe(true)
  expect(fitsType(type, typeof bad === 'object' ? [...bad] : bad)).toBe(false)
})

describe('findFieldFaults', () => {
  const fields = [field({ key: 'alt', label: 'Alt', isRequired: true }), field({ key: 'n', type: 'number' })]
  it.each([
    [{ alt: 'A frog', n: 1 }, []],
    [{ alt: 'A frog' }, []],
    [{ alt: ' ' }, [['alt', 'missing']]],
    [{ alt: null }, [['alt', 'missing']]],
    [{ alt: 7 }, [['alt', 'wrong_type']]],
    [
      { n: 'many' },
      [
        ['alt', 'missing'],
        ['n', 'wrong_type'],
      ],
    ],
  ])('of %j', (metadata, faults) => {
    expect(findFieldFaults(fields, metadata).map(({ key, fault }) => [key, fault])).toEqual(faults)
  })
  it('does not take what every object has for a value', () => {
    const inherited = [field({ key: 'constructor', isRequired: true })]
    expect(findFieldFaults(inherited, {}).map(({ fault }) => fault)).toEqual(['missing'])
  })
})
