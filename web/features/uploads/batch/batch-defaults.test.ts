import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageIdFault } from '#contract/image-id.ts'
import { metadataSizeBytes } from '#contract/images.ts'
import type { Destination } from '../../../lib/destination.ts'
import { type BatchDefaults, DEFAULT_BATCH, type FileContext, fieldsFor, isFault } from './batch-defaults.ts'

const now = new Date(2026, 2, 4)
const byPath: BatchDefaults = { ...DEFAULT_BATCH, idPattern: '{folder}/{name}.{ext}' }
const spring: Destination = {
  folder: 'spring',
  idPrefix: null,
  folderField: 'place',
  creator: 'ada',
  metadata: { campaign: 'easter' },
  isPrivate: true,
  savedView: null,
  label: 'spring',
}

const of = (
  path: string,
  defaults: Partial<BatchDefaults> = {},
  more: { index?: number; destination?: Destination | null; context?: FileContext } = {},
) =>
  fieldsFor(
    path,
    more.index ?? 0,
    { ...DEFAULT_BATCH, ...defaults },
    now,
    more.destination ?? null,
    more.context,
  )

describe('fieldsFor', () => {
  it('sends nothing that was not asked for', () => {
    expect(of('a.jpg')).toEqual({ requiresSignedUrl: false })
    expect(of('a.jpg', { creator: ' ana ', metadata: { alt: 'A frog', title: ' ' } })).toEqual({
      requiresSignedUrl: false,
      creator: 'ana',
      metadata: { alt: 'A frog' },
    })
  })

  it('never makes a custom id private', () => {
    expect(of('a.jpg', { ...byPath, isPrivate: true })).toEqual({ id: 'a.jpg' })
    expect(of('a.jpg', { isPrivate: true }, { context: { own: { id: 'mine' } } })).toEqual({ id: 'mine' })
    expect(of('a.jpg', { ...byPath, isPrivate: true }, { context: { own: { id: '' } } })).toEqual({
      requiresSignedUrl: true,
    })
  })

  it('keeps folders: in the id where it has them, else in the metadata', () => {
    expect(of('day 1/a.jpg')).toMatchObject({ metadata: { folder: 'day 1' } })
    expect(of('day 1/a.jpg', byPath)).toEqual({ id: 'day 1/a.jpg' })
    expect(of('day 1/a.jpg', { idPattern: '{name}' })).toEqual({ id: 'a', metadata: { folder: 'day 1' } })
    expect(of('day 1/a.jpg', { metadata: { folder: '/desk/' } })).toMatchObject({
      metadata: { folder: 'desk/day 1' },
    })
    expect(of('day 1/a.jpg', { ...byPath, metadata: { folder: 'desk' } })).toEqual({ id: 'desk/day 1/a.jpg' })
  })

  it('belongs to what is on screen, unless the defaults say otherwise', () => {
    expect(of('x/a.jpg', {}, { destination: spring })).toEqual({
      requiresSignedUrl: true,
      creator: 'ada',
      metadata: { campaign: 'easter', place: 'spring/x' },
    })
    const defaults = { creator: 'ben', metadata: { campaign: 'none', folder: 'autumn' } }
    expect(of('a.jpg', defaults, { destination: spring })).toEqual({
      requiresSignedUrl: true,
      creator: 'ben',
      metadata: { campaign: 'none', place: 'autumn' },
    })
  })

  it('a private view gets private images, whatever the pattern; a folder of ids gets ids', () => {
    expect(of('a.jpg', byPath, { destination: spring })).toEqual({
      requiresSignedUrl: true,
      creator: 'ada',
      metadata: { campaign: 'easter', place: 'spring' },
    })
    const open = { ...spring, isPrivate: false }
    expect(of('a.jpg', byPath, { destination: open })).toMatchObject({ id: 'spring/a.jpg' })
    const ofIds = { ...open, idPrefix: 'spring' }
    expect(of('x/a.jpg', {}, { destination: ofIds })).toMatchObject({ id: 'spring/x/a.jpg' })
    expect(of('x/a.jpg', { isPrivate: true }, { destination: ofIds })).toMatchObject({
      requiresSignedUrl: true,
      metadata: { place: 'spring/x' },
    })
    const own = { isPrivate: true }
    expect(of('x/a.jpg', byPath, { destination: ofIds, context: { own } })).not.toHaveProperty('id')
  })

  it('what a file says of itself goes first, and can take a default away', () => {
    const own = { creator: 'eve', metadata: { alt: 'Mine', credit: null }, isPrivate: true }
    const defaults = { creator: 'ana', metadata: { alt: 'All', credit: 'Ana', title: 'T' } }
    expect(of('a.jpg', defaults, { context: { own } })).toEqual({
      requiresSignedUrl: true,
      creator: 'eve',
      metadata: { alt: 'Mine', title: 'T' },
    })
    expect(of('a.jpg', defaults, { context: { own: { creator: '' } } })).not.toHaveProperty('creator')
  })

  it('counts from where it was told', () => {
    const ids = [0, 1].map((index) => of('a.jpg', { idPattern: 'x-{n:2}', startAt: 9 }, { index }))
    expect(ids).toEqual([{ id: 'x-09' }, { id: 'x-10' }])
  })

  it('an id with a hash waits for the bytes', () => {
    const pattern = { idPattern: 'p/{hash:4}' }
    expect(of('a.jpg', pattern)).toEqual({})
    expect(of('a.jpg', pattern, { context: { contentHash: 'abcdef' } })).toEqual({ id: 'p/abcd' })
  })

  it('refuses an id or metadata the Images API would refuse', () => {
    expect(of('../a.jpg', byPath)).toMatchObject({ kind: 'bad_id', fault: 'dot_part' })
    expect(of('a\u0000.jpg', byPath)).toMatchObject({ kind: 'bad_id', fault: 'control_character' })
    expect(of('a.jpg', { metadata: { alt: 'x'.repeat(1024) } })).toEqual({
      kind: 'metadata_too_large',
      sizeBytes: 1034,
    })
    expect(of('a.jpg', { metadata: { alt: 'x'.repeat(1014) } })).not.toHaveProperty('kind')
  })

  it('gives what may be sent or a fault, for any path and any fields', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.option(fc.constantFrom('{folder}/{name}', '{name}', 'a/{n}', '{', '{hash}'), { nil: null }),
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxKeys: 3 }),
        fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined }),
        (path, idPattern, metadata, id) => {
          const context = { contentHash: 'ab'.repeat(32), own: id === undefined ? {} : { id } }
          const fields = of(path, { idPattern, metadata }, { context })
          if (isFault(fields)) return
          if (fields.id !== undefined) {
            expect(imageIdFault(fields.id)).toBeNull()
            expect(fields.requiresSignedUrl).toBeUndefined()
          }
          expect(metadataSizeBytes(fields.metadata ?? {})).toBeLessThanOrEqual(1024)
        },
      ),
    )
  })
})
