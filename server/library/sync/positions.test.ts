import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterPage, headAfterPage, headAfterPassBegan } from './positions.ts'
import type { HeadPosition, Pass, WalkerName } from './sync-store.ts'

const start: Pass['walkers'] = { newest: { at: 'start' }, oldest: { at: 'start' } }
const end: Pass['walkers'] = { newest: { at: 'end' }, oldest: { at: 'end' } }
const page = (lastUploadedMs: number | null, nextCursor: string | null = 'c') => ({
  nextCursor,
  firstUploadedMs: lastUploadedMs,
  lastUploadedMs,
})
const at = (edge: number) => ({ at: 'page', cursor: 'c', edge }) as const

describe('walkers', () => {
  test.each<[string, Pass['walkers'], WalkerName, ReturnType<typeof page>, Pass['walkers']]>([
    ['move to where the page ended', start, 'newest', page(50), { ...start, newest: at(50) }],
    [
      'go on while they are apart',
      { ...start, oldest: at(10) },
      'newest',
      page(20),
      { newest: at(20), oldest: at(10) },
    ],
    [
      'go on at one time',
      { ...start, oldest: at(20) },
      'newest',
      page(20),
      { newest: at(20), oldest: at(20) },
    ],
    ['end when they crossed', { ...start, oldest: at(21) }, 'newest', page(20), end],
    ['end when the other one crossed', { ...start, newest: at(20) }, 'oldest', page(21), end],
    ['end both with the last page of one', { ...start, newest: at(20) }, 'oldest', page(5, null), end],
    ['stay at the end', end, 'newest', page(5), end],
    [
      'keep what they reached when they begin anew',
      { ...start, newest: at(20) },
      'newest',
      page(90),
      { ...start, newest: at(20) },
    ],
  ])('%s', (_what, before, walker, read, after) => {
    expect(afterPage(before, walker, read)).toEqual(after)
  })

  test('an empty page with a cursor meets nobody', () => {
    const walkers = afterPage(afterPage(start, 'newest', page(null)), 'oldest', page(null))
    expect([walkers.newest.at, walkers.oldest.at]).toEqual(['page', 'page'])
  })

  test('have seen every image whenever they end, in whatever order they read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.boolean()),
        (times, pageSize, turns) => {
          const ordered = times.toSorted((a, b) => a - b).map((time, index) => ({ time, index }))
          const listing = { newest: ordered.toReversed(), oldest: ordered }
          const read = { newest: 0, oldest: 0 }
          const seen = new Set<number>()
          let walkers = start
          for (let steps = 0; walkers.newest.at !== 'end' || walkers.oldest.at !== 'end'; steps += 1) {
            expect(steps).toBeLessThan(100)
            const name = turns.next().value ? 'newest' : 'oldest'
            const images = listing[name].slice(read[name], read[name] + pageSize)
            read[name] += images.length
            for (const image of images) seen.add(image.index)
            const more = read[name] < ordered.length
            walkers = afterPage(walkers, name, page(images.at(-1)?.time ?? null, more ? 'c' : null))
          }
          expect(seen.size).toBe(times.length)
        },
      ),
    )
  })
})

describe('the head', () => {
  const unknown: HeadPosition = { reachedTo: null, runFrom: null }
  const read = (first: number, last: number, isFirst: boolean) => ({
    ...{ nextCursor: 'c', firstUploadedMs: first, lastUploadedMs: last },
    isFirst,
  })

  test('knows from the pass where older news will come from', () => {
    expect(headAfterPassBegan(unknown, page(50))).toEqual({ reachedTo: 50, runFrom: null })
    expect(headAfterPassBegan({ reachedTo: 60, runFrom: null }, page(50)).reachedTo).toBe(60)
    expect(headAfterPassBegan(unknown, page(null))).toEqual(unknown)
  })

  test('is caught up below where the last run began, and then reaches to where this one began', () => {
    const first = headAfterPage({ reachedTo: 50, runFrom: null }, read(90, 70, true))
    expect(first).toEqual({ head: { reachedTo: 50, runFrom: 90 }, meetsKnown: false })
    const equal = headAfterPage(first.head, read(70, 50, false))
    expect(equal.meetsKnown).toBe(false)
    expect(headAfterPage(equal.head, read(50, 49, false))).toEqual({
      head: { reachedTo: 90, runFrom: null },
      meetsKnown: true,
    })
  })

  test('that was cut off in the middle reads the same pages again', () => {
    const cut = headAfterPage({ reachedTo: 50, runFrom: null }, read(90, 70, true)).head
    expect(headAfterPage(cut, read(91, 71, true)).meetsKnown).toBe(false)
  })

  test('is caught up with the last page of the listing', () => {
    expect(headAfterPage(unknown, { ...read(9, 1, true), nextCursor: null })).toEqual({
      head: { reachedTo: 9, runFrom: null },
      meetsKnown: true,
    })
  })
})
