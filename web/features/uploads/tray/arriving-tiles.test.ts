import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { UploadItem, UploadState } from '../upload-item.ts'
import { ArrivingTiles } from './arriving-tiles.ts'

const EVERYTHING = { q: '', sort: '' }

function item(key: string, state: UploadState, more: Partial<UploadItem> = {}): UploadItem {
  return {
    key,
    batch: 'batch',
    path: `folder/${key}.jpg`,
    sizeBytes: 1000,
    source: { kind: 'file', file: new File(['x'], `${key}.jpg`) },
    fields: {},
    facts: null,
    state,
    ...more,
  }
}

function stored(key: string, second: number): UploadItem {
  const uploadedAt = new Date(second * 1000).toISOString()
  const id = `00000000-0000-4000-8000-${key.padStart(12, '0')}` as ImageId
  return item(key, {
    status: 'done',
    image: {
      id,
      filename: `${key}.jpg`,
      uploadedAt,
      creator: null,
      metadata: null,
      requiresSignedUrl: false,
      draft: false,
      variants: [],
    },
  })
}

function start() {
  const acts = { open: vi.fn(), openAll: vi.fn(), retry: vi.fn() }
  return { tiles: new ArrivingTiles(acts), acts }
}

const waiting = (key: string) => item(key, { status: 'waiting' })
const keysOf = (count: number, prefix = '') => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`)

describe('order', () => {
  it('puts the last one added first, as its image will stand, and later drops before earlier ones', () => {
    const { tiles } = start()
    tiles.update(['1', '2', '3'].map(waiting), false)
    expect(tiles.before(EVERYTHING, null)).toEqual(['3', '2', '1'])
    tiles.update(['1', '2', '3', '4', '5'].map(waiting), false)
    expect(tiles.before(EVERYTHING, null)).toEqual(['5', '4', '3', '2', '1'])
  })

  it('never moves a tile past another, whatever becomes of the files', () => {
    const statuses: fc.Arbitrary<UploadState> = fc.constantFrom(
      { status: 'checking' },
      { status: 'waiting' },
      { status: 'sending', sentBytes: 10 },
      { status: 'asking' },
      { status: 'failed', failure: { kind: 'stalled' } },
      { status: 'cancelled' },
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(statuses, { minLength: 1, maxLength: 12 }), { maxLength: 8 }),
        (steps) => {
          const { tiles } = start()
          let before: readonly string[] = []
          for (const states of steps) {
            tiles.update(
              states.map((state, at) => item(String(at), state)),
              false,
            )
            const now = tiles.before(EVERYTHING, null)
            const common = now.filter((key) => before.includes(key))
            expect(common).toEqual(before.filter((key) => now.includes(key)))
            before = now
          }
        },
      ),
    )
  })
})

describe('what stands before a view', () => {
  it('gives a stored file up to the view once the view reaches its upload time', () => {
    const { tiles } = start()
    tiles.update([waiting('1'), waiting('2')], false)
    tiles.update([waiting('2'), stored('1', 100)], false)
    expect(tiles.before(EVERYTHING, new Date(99_000).toISOString())).toEqual(['2', '1'])
    expect(tiles.before(EVERYTHING, new Date(100_000).toISOString())).toEqual(['2'])
  })

  it('keeps a stored file that was cleared from the tray, and lets cancelled and skipped ones go', () => {
    const { tiles } = start()
    tiles.update(['1', '2', '3'].map(waiting), false)
    tiles.update(
      [item('2', { status: 'skipped', twin: null }), item('3', { status: 'cancelled' }), stored('1', 100)],
      false,
    )
    expect(tiles.before(EVERYTHING, null)).toEqual(['1'])
    tiles.update([], false)
    expect(tiles.before(EVERYTHING, null)).toEqual(['1'])
  })

  it('is the same array while nothing of it changes, however often progress is told', () => {
    const { tiles } = start()
    tiles.update([waiting('1')], false)
    const before = tiles.before(EVERYTHING, null)
    expect(tiles.update([item('1', { status: 'sending', sentBytes: 500 })], false)).toBe(true)
    expect(tiles.before(EVERYTHING, null)).toBe(before)
    expect(tiles.tile('1')).toMatchObject({ status: 'sending', share: 0.5 })
  })

  it('tells nobody when nothing changed', () => {
    const { tiles } = start()
    const one = waiting('1')
    expect(tiles.update([one], false)).toBe(true)
    expect(tiles.update([one], false)).toBe(false)
  })

  it('leaves out what does not surely belong there', () => {
    const { tiles } = start()
    tiles.update([item('1', { status: 'waiting' }, { fields: { creator: 'ada' } }), waiting('2')], false)
    expect(tiles.before({ q: 'creator:ada', sort: '' }, null)).toEqual(['1'])
    expect(tiles.before({ q: '', sort: 'name-ascending' }, null)).toEqual([])
  })
})

describe('waves', () => {
  it('shows at most 200 of 10,000 and counts the rest; the next come when the last have ended', () => {
    const { tiles } = start()
    const keys = keysOf(10_000)
    const all = keys.map(waiting)
    tiles.update(all, false)
    expect(tiles.before(EVERYTHING, null)).toHaveLength(200)
    expect(tiles.moreCount).toBe(9_800)

    const half = keys.map((key, at) => (at < 100 ? stored(key, at + 1) : waiting(key)))
    tiles.update(half, false)
    expect(tiles.before(EVERYTHING, null)).toHaveLength(200)
    expect(tiles.moreCount).toBe(9_800)

    const wave = keys.map((key, at) => (at < 200 ? stored(key, at + 1) : waiting(key)))
    tiles.update(wave, false)
    const next = tiles.before(EVERYTHING, new Date(200_000).toISOString())
    expect(next).toEqual(keys.slice(200, 400).reverse())
    expect(tiles.moreCount).toBe(9_600)
  })

  it('is bounded by what has ended, too', () => {
    const { tiles } = start()
    const keys = keysOf(3_000)
    for (let from = 0; from < keys.length; from += 200) {
      tiles.update(keys.slice(from, from + 200).map(waiting), false)
      tiles.update(
        keys.slice(0, from + 200).map((key, at) => stored(key, at + 1)),
        false,
      )
    }
    expect(tiles.before(EVERYTHING, null).length).toBeLessThanOrEqual(600)
  })
})

describe('when they may become images', () => {
  const at = (second: number) => new Date(second * 1000).toISOString()
  it.each<[name: string, items: UploadItem[], isHeldBack: boolean, due: string | null]>([
    ['nothing is stored', [item('1', { status: 'failed', failure: { kind: 'stalled' } })], false, null],
    ['some are on their way', [stored('1', 5), waiting('2')], false, ''],
    ['all are stored: the latest time', [stored('1', 5), stored('2', 9), stored('3', 7)], false, at(9)],
    [
      'the rest needs a person',
      [stored('1', 5), item('2', { status: 'held', needs: [{ kind: 'gps' }] })],
      false,
      at(5),
    ],
    ['the rest is paused', [stored('1', 5), waiting('2')], true, at(5)],
    [
      'paused, and one is still on the wire',
      [stored('1', 5), item('2', { status: 'sending', sentBytes: 1 })],
      true,
      '',
    ],
  ])('%s', (_, items, isHeldBack, due) => {
    const { tiles } = start()
    tiles.update(
      items.map(({ key }) => waiting(key)),
      false,
    )
    tiles.update(items, isHeldBack)
    expect(tiles.due(tiles.before(EVERYTHING, null))).toBe(due)
  })
})

it('opens an image that is stored, and the tray for everything else', () => {
  const { tiles, acts } = start()
  tiles.update([waiting('1'), waiting('2')], false)
  tiles.update([stored('1', 5), waiting('2')], false)
  const show = vi.fn()
  tiles.open('1', show)
  tiles.open('2', show)
  expect(show.mock.calls.map(([image]) => image.filename)).toEqual(['1.jpg'])
  expect(acts.open.mock.calls).toEqual([['2']])
})
