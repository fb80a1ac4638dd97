import { STRIP_PLACES, type StripPlace } from '#contract/variant-strip.ts'
import { pickDifferent } from '../pick-different.ts'
import type { SourceSize } from '../source-size.ts'

export interface Candidate {
  id: string
  /** `null` while nothing has told. */
  size: SourceSize | null
  /** `null` while nobody has looked. */
  isTransparent: boolean | null
}

export interface Filled<T> {
  place: StripPlace
  candidate: T
  /** Somebody put it there. */
  isChosen: boolean
  /** It is as the place asks; else there was none that is. */
  isFitting: boolean
}

/** Longest side of a picture that most variants are larger than, pixels. */
const TINY_PX = 320
/** Proportions this near to a square are one, to the eye. */
const SQUARE = 1.05
const PANORAMA = 2

/** Whether a picture is as difficult as `place` asks. What is not known is taken not to be. */
export function fitsPlace(place: StripPlace, { size, isTransparent }: Omit<Candidate, 'id'>): boolean {
  if (place === 'transparent') return isTransparent === true
  if (size === null) return false
  const aspect = size.width / size.height
  switch (place) {
    case 'landscape':
      return aspect > SQUARE && aspect < PANORAMA
    case 'portrait':
      return aspect < 1 / SQUARE
    case 'square':
      return aspect <= SQUARE && aspect >= 1 / SQUARE
    case 'panorama':
      return aspect >= PANORAMA
    case 'tiny':
      return size.isExact && Math.max(size.width, size.height) <= TINY_PX
  }
}

const aspectOf = ({ size }: Candidate) => (size === null ? 1.5 : size.width / size.height)

/** The lower the more difficult; equal ones: the newest. */
const RANKS: Partial<Record<StripPlace, (candidate: Candidate) => number>> = {
  portrait: aspectOf,
  panorama: (candidate) => -aspectOf(candidate),
  tiny: ({ size }) => (size === null ? 0 : Math.max(size.width, size.height)),
}

/**
 * A picture for each place, as far as there are any: those that were chosen, then for the others the most difficult
 * one of its kind, places with the fewest first; what is left over is filled with what is unlike the rest.
 * @param candidates newest first
 */
export function fillPlaces<T extends Candidate>(
  candidates: readonly T[],
  chosen: ReadonlyMap<StripPlace, T>,
): Filled<T>[] {
  const filled = new Map<StripPlace, Filled<T>>()
  const taken = new Set<string>()
  function fill(place: StripPlace, candidate: T, isChosen: boolean) {
    taken.add(candidate.id)
    filled.set(place, { place, candidate, isChosen, isFitting: fitsPlace(place, candidate) })
  }
  for (const [place, candidate] of chosen) if (!taken.has(candidate.id)) fill(place, candidate, true)

  const scarce = STRIP_PLACES.filter((place) => !filled.has(place))
    .map((place) => ({ place, fitting: candidates.filter((one) => fitsPlace(place, one)) }))
    .toSorted((a, b) => a.fitting.length - b.fitting.length)
  for (const { place, fitting } of scarce) {
    const rank = RANKS[place] ?? (() => 0)
    const [best] = fitting.filter(({ id }) => !taken.has(id)).toSorted((a, b) => rank(a) - rank(b))
    if (best !== undefined) fill(place, best, false)
  }

  const empty = STRIP_PLACES.filter((place) => !filled.has(place))
  const left = candidates.filter(({ id }) => !taken.has(id)).map((one) => ({ one, aspect: aspectOf(one) }))
  const beside = [...filled.values()].map(({ candidate }) => ({ aspect: aspectOf(candidate) }))
  for (const [index, { one }] of pickDifferent(left, empty.length, beside).entries()) {
    const place = empty[index]
    if (place !== undefined) fill(place, one, false)
  }
  return STRIP_PLACES.flatMap((place) => filled.get(place) ?? [])
}
