import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { STRIP_PLACES, type StripPlace } from '#contract/variant-strip.ts'
import { type Candidate, fillPlaces, fitsPlace } from './fill-places.ts'

const picture = (
  id: string,
  width: number,
  height: number,
  isTransparent: boolean | null = false,
): Candidate => ({
  id,
  size: { width, height, isExact: true },
  isTransparent,
})
const idsOf = (candidates: readonly Candidate[], chosen: ReadonlyMap<StripPlace, Candidate> = new Map()) =>
  Object.fromEntries(fillPlaces(candidates, chosen).map(({ place, candidate }) => [place, candidate.id]))

test.each([
  ['landscape', picture('', 1500, 1000)],
  ['portrait', picture('', 1000, 1500)],
  ['square', picture('', 1000, 1030)],
  ['panorama', picture('', 2000, 1000)],
  ['tiny', picture('', 320, 200)],
  ['transparent', picture('', 1500, 1000, true)],
] as const)('a picture for %s', (place, candidate) => {
  expect(fitsPlace(place, candidate)).toBe(true)
})

test('what is not known fits nowhere; a size that is only about right is not tiny', () => {
  const unknown = { size: null, isTransparent: null }
  expect(STRIP_PLACES.filter((place) => fitsPlace(place, unknown))).toEqual([])
  const about = { size: { width: 200, height: 100, isExact: false }, isTransparent: null }
  expect(fitsPlace('tiny', about)).toBe(false)
  expect(fitsPlace('panorama', about)).toBe(true)
})

describe('fillPlaces', () => {
  const library = [
    picture('new', 1500, 1000),
    picture('tall', 800, 2000),
    picture('taller', 500, 2000),
    picture('wide', 4000, 1000),
    picture('icon', 64, 64),
    picture('logo', 900, 900, true),
    picture('plain', 900, 900),
  ]

  it('takes the most difficult of each kind', () => {
    expect(idsOf(library)).toEqual({
      landscape: 'new',
      portrait: 'taller',
      square: 'plain',
      panorama: 'wide',
      tiny: 'icon',
      transparent: 'logo',
    })
  })

  it('what somebody chose stands where it was put, and nowhere else', () => {
    const wide = library[3]
    if (wide === undefined) throw new Error('There are seven')
    const filled = fillPlaces(library, new Map([['tiny', wide]]))
    expect(filled.find(({ place }) => place === 'tiny')).toMatchObject({
      candidate: { id: 'wide' },
      isChosen: true,
      isFitting: false,
    })
    expect(filled.filter(({ candidate }) => candidate.id === 'wide')).toHaveLength(1)
  })

  it('fills all places it can, each image once, in the order of the places', () => {
    const side = fc.integer({ min: 1, max: 5000 })
    const candidate = fc.record({
      id: fc.uuid(),
      size: fc.option(fc.record({ width: side, height: side, isExact: fc.boolean() })),
      isTransparent: fc.option(fc.boolean()),
    })
    const libraries = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 20 })
    fc.assert(
      fc.property(libraries, fc.subarray([...STRIP_PLACES]), (candidates, places) => {
        const chosen = new Map(
          places.flatMap((place, index) => {
            const one = candidates[index]
            return one === undefined ? [] : [[place, one] as const]
          }),
        )
        const filled = fillPlaces(candidates, chosen)
        expect(filled).toHaveLength(Math.min(STRIP_PLACES.length, candidates.length))
        expect(new Set(filled.map(({ candidate: { id } }) => id)).size).toBe(filled.length)
        const order = filled.map(({ place }) => STRIP_PLACES.indexOf(place))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        for (const [place, { id }] of chosen)
          expect(filled.find((one) => one.place === place)?.candidate.id).toBe(id)
      }),
    )
  })
})
