import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageIdFault } from '#contract/image-id.ts'
import { DEFAULT_OPTIONS, fieldsFor, idForPath, isFault } from './batch-options.ts'

const byPath = { ...DEFAULT_OPTIONS, idPattern: 'path' as const }

describe('idForPath', () => {
  it('keeps folders and composes letters', () => {
    expect(idForPath('spring/day 1/frog.jpg', '')).toBe('spring/day 1/frog.jpg')
    expect(idForPath('./frog.jpg', '/desk/')).toBe('desk/frog.jpg')
    expect(idForPath('cafe\u0301.jpg', '')).toBe('caf\u00e9.jpg')
  })
})

describe('fieldsFor', () => {
  it('sends nothing that was not asked for', () => {
    expect(fieldsFor('a.jpg', DEFAULT_OPTIONS)).toEqual({ requiresSignedUrl: false })
    expect(fieldsFor('a.jpg', { ...DEFAULT_OPTIONS, creator: ' ana ', alt: 'A frog' })).toEqual({
      requiresSignedUrl: false,
      creator: 'ana',
      metadata: { alt: 'A frog' },
    })
  })

  it('never makes a custom id private', () => {
    expect(fieldsFor('a.jpg', { ...byPath, isPrivate: true })).toEqual({ id: 'a.jpg' })
  })

  it('refuses an id the Images API would refuse', () => {
    expect(fieldsFor('../a.jpg', byPath)).toMatchObject({ kind: 'bad_id', fault: 'dot_part' })
    expect(fieldsFor('a\u0000.jpg', byPath)).toMatchObject({ kind: 'bad_id', fault: 'control_character' })
    expect(fieldsFor('00000000-0000-0000-0000-000000000000', byPath)).toMatchObject({ fault: 'uuid' })
  })

  it('gives a valid id or a fault for any name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ maxLength: 10 }),
        (path, idPrefix) => {
          const fields = fieldsFor(path, { ...byPath, idPrefix })
          if (isFault(fields)) expect(fields.kind).toBe('bad_id')
          else expect(imageIdFault(fields.id ?? '')).toBeNull()
        },
      ),
    )
  })
})
