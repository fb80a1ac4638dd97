import { describe, expect, it } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { Decision, FileFacts, Need, UploadItem } from '../upload-item.ts'
import { choicesFor, decideAll, decisionFor, nextNeed } from './choices.ts'
import { groupOffers } from './group-offers.ts'
import { StandingChoices } from './standing-choices.ts'
import { whatIsLost } from './what-is-lost.ts'

const id = parseImageId('harbour') ?? expect.fail('no id')
const NEEDS = {
  shrink: {
    kind: 'repair',
    fault: { kind: 'side_too_long', widthPx: 12_400, heightPx: 8_370 },
    repairs: [{ kind: 'shrink', widthPx: 12_000, heightPx: 8_100 }],
  },
  convert: {
    kind: 'repair',
    fault: { kind: 'unsupported_type', type: 'image/tiff' },
    repairs: [{ kind: 'convert', to: 'image/png' }],
  },
  library: { kind: 'twin', twin: { where: 'library', image: { id, name: 'a.jpg' }, same: 'bytes' } },
  batch: { kind: 'twin', twin: { where: 'batch', key: 'k', path: 'k.jpg', same: 'bytes' } },
  gps: { kind: 'gps' },
  taken: { kind: 'id_taken', id },
  review: { kind: 'review' },
} satisfies Record<string, Need>

function held(key: string, first: Need, ...others: Need[]): UploadItem {
  return {
    ...{ key, batch: 'one', path: `${key}.jpg`, sizeBytes: 9, fields: {}, facts: null },
    source: { kind: 'file', file: new File(['x'], key) },
    state: { status: 'held', needs: [first, ...others] },
  }
}
const waiting: UploadItem = { ...held('w', NEEDS.gps), state: { status: 'waiting' } }

/** Remembers what it was told, and lets the files go. */
class FakeQueue {
  told: [keys: string, decision: Decision][] = []
  items: UploadItem[] = []
  checking = 0
  listeners = new Set<() => void>()
  decide(keys: readonly string[], decision: Decision) {
    this.told.push([keys.join(), decision])
    this.items = this.items.filter(({ key }) => !keys.includes(key))
  }
  subscribe(listener: () => void) {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  getSnapshot() {
    return { items: this.items, counts: { held: this.items.length, checking: this.checking } }
  }
  change(items: UploadItem[], checking = this.checking) {
    this.items = items
    this.checking = checking
    for (const listener of this.listeners) listener()
  }
}

describe('choices', () => {
  it('one thing is asked at a time, what makes the others pointless first', () => {
    expect(nextNeed(held('a', NEEDS.review, NEEDS.gps, NEEDS.library, NEEDS.shrink))).toBe(NEEDS.shrink)
    expect(nextNeed(held('a', NEEDS.review, NEEDS.gps, NEEDS.library))).toBe(NEEDS.library)
    expect(nextNeed(held('a', NEEDS.review, NEEDS.gps))).toBe(NEEDS.gps)
    expect(nextNeed(waiting)).toBeNull()
  })

  it.each<[keyof typeof NEEDS, string[], (Decision | null)[]]>([
    ['shrink', ['repair', 'skip'], [{ kind: 'repair', repairs: NEEDS.shrink.repairs }, { kind: 'skip' }]],
    ['library', ['skip', 'keep_both'], [{ kind: 'skip' }, { kind: 'send', accepts: ['twin'] }]],
    [
      'gps',
      ['strip_gps', 'keep_gps', 'skip'],
      [
        { kind: 'repair', repairs: [{ kind: 'strip_gps' }] },
        { kind: 'send', accepts: ['gps'] },
        { kind: 'skip' },
      ],
    ],
    ['taken', ['skip'], [{ kind: 'skip' }]],
    ['review', ['send', 'skip'], [{ kind: 'send', accepts: ['review'] }, { kind: 'skip' }]],
  ])('%s can be answered, and nothing else is answered with it', (name, choices, decisions) => {
    const need = NEEDS[name]
    expect(choicesFor(need)).toEqual(choices)
    expect(choicesFor(need).map((choice) => decisionFor(need, choice))).toEqual(decisions)
    expect(decisionFor(need, name === 'review' ? 'repair' : 'send')).toBeNull()
  })

  it('many are told in few words, each its own size', () => {
    const queue = new FakeQueue()
    const other: Need = { ...NEEDS.shrink, repairs: [{ kind: 'shrink', widthPx: 12_000, heightPx: 9 }] }
    decideAll([held('a', NEEDS.shrink), held('b', other), held('c', NEEDS.shrink), waiting], 'repair', queue)
    expect(queue.told).toEqual([
      ['a,c', { kind: 'repair', repairs: NEEDS.shrink.repairs }],
      ['b', { kind: 'repair', repairs: other.repairs }],
    ])
  })
})

it('groups are by what is asked next', () => {
  const items = [
    held('a', NEEDS.shrink, NEEDS.gps),
    ...[waiting, held('b', NEEDS.library), held('c', NEEDS.gps), held('d', NEEDS.batch)],
    ...[held('e', NEEDS.convert), held('f', NEEDS.gps)],
  ]
  expect(
    groupOffers(items).map(({ kind, items: held }) => [kind, held.map(({ key }) => key).join()]),
  ).toEqual([
    ['shrink', 'a'],
    ['twin_library', 'b'],
    ['gps', 'c,f'],
    ['twin_batch', 'd'],
    ['convert', 'e'],
  ])
  expect(groupOffers([waiting])).toEqual([])
})

it('the same for the rest of the batch: until everything is checked, and for this batch only', () => {
  const queue = new FakeQueue()
  const standing = new StandingChoices(queue)
  queue.change([held('a', NEEDS.gps), held('b', NEEDS.library)], 5)
  standing.set('one', 'gps', 'strip_gps')
  const strip = { kind: 'repair', repairs: [{ kind: 'strip_gps' }] }
  expect(queue.told).toEqual([['a', strip]])
  const foreign = { ...held('d', NEEDS.gps), batch: 'two' }
  queue.change([...queue.items, held('c', NEEDS.gps), foreign])
  expect(queue.told.slice(1)).toEqual([['c', strip]])
  expect(queue.items.map(({ key }) => key)).toEqual(['b', 'd'])
  queue.change([], 0)
  expect(queue.listeners.size).toBe(0)
  queue.change([held('e', NEEDS.gps)], 1)
  expect(queue.told).toHaveLength(2)
})

describe('whatIsLost', () => {
  const facts: FileFacts = {
    ...{ type: 'image/jpeg', sizeBytes: 9, widthPx: 12_400, heightPx: 8_370, frames: 1, orientation: 1 },
    ...{ hasGps: true, takenAt: '2026-10-01T09:08:07', contentHash: '', look: null },
  }
  it.each<[string, Partial<FileFacts>, Parameters<typeof whatIsLost>[1], string, string[]]>([
    ['only the position', {}, [{ kind: 'strip_gps' }], 'image/jpeg', ['position']],
    [
      'a JPEG made smaller keeps its camera data',
      {},
      NEEDS.shrink.repairs,
      'image/jpeg',
      ['pixels', 'sharpness', 'colours'],
    ],
    [
      'a film stops',
      { type: 'image/gif', frames: 9, hasGps: false, takenAt: null },
      [{ kind: 'convert', to: 'image/webp' }],
      'image/webp',
      ['sharpness', 'movement', 'colours'],
    ],
    [
      'a TIFF keeps every pixel',
      { type: 'image/tiff' },
      NEEDS.convert.repairs,
      'image/png',
      ['camera', 'colours', 'position'],
    ],
  ])('%s', (_name, more, repairs, type, lost) => {
    expect(whatIsLost({ ...facts, ...more }, repairs, type)).toEqual(lost)
  })
})
