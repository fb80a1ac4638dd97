import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftRendition, DraftRenditions } from '#contract/draft-renditions.ts'
import { ACCEPTS, type AcceptKind } from '#contract/renditions.ts'
import { isSettled, type PartState, pictureOf, sumOf, truthOf } from './truth.ts'

const SOURCE = { mediaType: 'image/jpeg', sizeBytes: 1000, widthPx: 90, heightPx: 60 }

function rendition(accept: AcceptKind, sizeBytes: number): DraftRendition {
  const url = `/api/renderings/${accept}-${sizeBytes}`
  return {
    accept,
    ok: true,
    mediaType: `image/${accept}`,
    sizeBytes,
    widthPx: 9,
    heightPx: 6,
    pictureUrl: url,
  }
}

function answer(...renditions: DraftRendition[]): DraftRenditions {
  return { by: 'desk', renditions, source: SOURCE, billedDeliveries: 0 }
}

const quick = (state: Partial<PartState>): PartState => ({
  ...{ accepts: ['webp', 'original'], answer: undefined, last: undefined, failure: null },
  ...state,
})
const slow = (state: Partial<PartState>): PartState => quick({ accepts: ['avif'], ...state })

describe('truthOf', () => {
  it('says of what is not there yet that it is not there, and never waits with the rest for it', () => {
    const truth = truthOf(
      [quick({ answer: answer(rendition('webp', 5), rendition('original', 7)) }), slow({})],
      null,
    )
    expect(truth).toMatchObject({ by: 'desk', source: SOURCE })
    expect(ACCEPTS.map((accept) => truth.figures[accept].state)).toEqual(['waiting', 'measured', 'measured'])
    expect(isSettled(truth)).toBe(false)
    expect(pictureOf(truth)).toBe('/api/renderings/webp-5')
  })

  it('keeps the last good figures, as old ones; they are no picture of the draft', () => {
    const truth = truthOf(
      [quick({ last: answer(rendition('webp', 5)) }), slow({ last: answer(rendition('avif', 3)) })],
      SOURCE,
    )
    expect(truth.figures.webp).toMatchObject({ state: 'measured', isOld: true, sizeBytes: 5 })
    expect(truth.figures.avif).toMatchObject({ isOld: true })
    expect(truth.figures.original).toEqual({ state: 'waiting' })
    expect([truth.source, truth.by, pictureOf(truth), isSettled(truth)]).toEqual([SOURCE, null, null, false])
  })

  it('tells what went wrong, rather than what was before', () => {
    const refused: DraftRendition = { accept: 'webp', ok: false, fault: 'not_rendered', message: 'No.' }
    const last = answer(rendition('webp', 5), rendition('avif', 3))
    const truth = truthOf(
      [quick({ last, answer: answer(refused, rendition('original', 7)) }), slow({ last, failure: 'Away.' })],
      null,
    )
    expect(truth.figures.webp).toEqual({ state: 'failed', message: 'No.', isPassing: false })
    expect(truth.figures.avif).toEqual({ state: 'failed', message: 'Away.', isPassing: true })
    expect(pictureOf(truth)).toBe('/api/renderings/original-7')
    expect(isSettled(truth)).toBe(true)
  })
})

describe('sumOf', () => {
  it('adds what is measured, and compares it with the sources of just those', () => {
    const sizes = fc.record({
      source: fc.option(fc.nat(1_000_000)),
      figures: fc.record({
        avif: fc.option(fc.nat(100_000)),
        webp: fc.option(fc.nat(100_000)),
        original: fc.option(fc.nat(100_000)),
      }),
    })
    fc.assert(
      fc.property(fc.array(sizes, { maxLength: 8 }), (pictures) => {
        const truths = pictures.map(({ source, figures }) =>
          truthOf(
            ACCEPTS.map((accept) => ({
              ...{ accepts: [accept], last: undefined, failure: null },
              answer:
                figures[accept] === null
                  ? undefined
                  : { ...answer(rendition(accept, figures[accept])), source: null },
            })),
            source === null ? null : { ...SOURCE, sizeBytes: source },
          ),
        )
        const sums = sumOf(truths)
        for (const accept of ACCEPTS) {
          const counted = pictures.filter(({ figures }) => figures[accept] !== null)
          expect(sums[accept].count).toBe(counted.length)
          expect(sums[accept].sizeBytes).toBe(
            counted.reduce((sum, { figures }) => sum + (figures[accept] ?? 0), 0),
          )
          const isKnown = counted.every(({ source }) => source !== null)
          const sources = counted.reduce((sum, { source }) => sum + (source ?? 0), 0)
          expect(sums[accept].sourceBytes).toBe(isKnown ? sources : null)
        }
        expect(sums.source.count).toBe(pictures.filter(({ source }) => source !== null).length)
      }),
    )
  })
})
