import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pickDifferent } from './pick-different.ts'

const shapes = (...aspects: number[]) => aspects.map((aspect) => ({ aspect }))

describe('pickDifferent', () => {
  it('prefers a portrait and a panorama to a second landscape', () => {
    expect(pickDifferent(shapes(1.5, 1.5, 1.49, 4, 0.66, 1), 4)).toEqual(shapes(1.5, 4, 0.66, 1))
  })

  it('fills up with the newest when all are alike', () => {
    const alike = [1.5, 1.51, 1.5].map((aspect, id) => ({ aspect, id }))
    expect(pickDifferent(alike, 2).map(({ id }) => id)).toEqual([0, 1])
  })

  it('is unlike what stands beside it already', () => {
    expect(pickDifferent(shapes(1.5, 4, 0.66), 1, shapes(3.8, 1.5))).toEqual(shapes(0.66))
  })

  it('takes as many as there are, each once', () => {
    const candidates = fc.array(fc.record({ aspect: fc.double({ min: 0.001, max: 1000, noNaN: true }) }))
    fc.assert(
      fc.property(candidates, fc.nat(8), (all, count) => {
        const picked = pickDifferent(all, count)
        expect(picked).toHaveLength(Math.min(all.length, count))
        expect(new Set(picked).size).toBe(picked.length)
        expect(picked.every((one) => all.includes(one))).toBe(true)
      }),
    )
  })
})
