import { NEAR_BITS } from '#contract/picture-look.ts'

/** For one band, about two seconds: a million hashes of all kinds need two thirds of it. */
const MOST_COMPARISONS = 200_000_000
/** A crowded band says little: then each hash is compared with those next to it in order, no fewer than these. */
const FEWEST_COMPARED = 16

const BANDS = 4
const BAND_BITS = 16
const BAND_VALUES = 1 << BAND_BITS

/**
 * Groups of pictures that look alike: hashes at most `NEAR_BITS` apart, and whatever hangs together through them.
 * Two hashes that close have a band of 16 bits, of four, with one differing bit at most: only those are compared. Where
 * nearly all hashes share a band (pictures on a white ground), comparing all of them would take hours: some pairs may be
 * missed then, those next to each other in order are not.
 * @param high and `low`: the halves of each hash
 * @returns for each picture the smallest index of its group; its own when it is alone
 */
export function nearTwins(
  high: Uint32Array,
  low: Uint32Array,
  mostComparisons = MOST_COMPARISONS,
): Uint32Array {
  const parent = Uint32Array.from(high, (_, at) => at)
  const find = (at: number): number => {
    let root = at
    for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up
    for (let here = at; here !== root; ) {
      const up = parent[here] ?? root
      parent[here] = root
      here = up
    }
    return root
  }
  const join = (a: number, b: number): void => {
    const [first, second] = [find(a), find(b)]
    if (first < second) parent[second] = first
    else if (second < first) parent[first] = second
  }

  const unique = joinEqual(high, low, join)
  for (let band = 0; band < BANDS; band++) {
    const half = band < 2 ? high : low
    const shift = band % 2 === 0 ? BAND_BITS : 0
    const bandOf = (at: number) => ((half[at] ?? 0) >>> shift) & (BAND_VALUES - 1)
    const { starts, members } = bucketsOf(unique, bandOf)
    const isNear = (a: number, b: number) =>
      bitsOf((high[a] ?? 0) ^ (high[b] ?? 0)) + bitsOf((low[a] ?? 0) ^ (low[b] ?? 0)) <= NEAR_BITS
    const limit = comparedOf(starts, mostComparisons)
    for (const [value, other] of neighbours(starts)) {
      const [from, to] = [starts[value] ?? 0, starts[value + 1] ?? 0]
      const [otherFrom, otherTo] = [starts[other] ?? 0, starts[other + 1] ?? 0]
      // Both are in the order of their hashes: what is alike stands at about the same part of the way.
      const ratio = (otherTo - otherFrom) / (to - from)
      for (let place = from; place < to; place++) {
        const at = members[place] ?? 0
        const middle = otherFrom + Math.floor((place - from) * ratio)
        const first = other === value ? place + 1 : Math.max(otherFrom, Math.floor(middle - limit / 2))
        const last = Math.min(otherTo, first + limit)
        for (let candidate = first; candidate < last; candidate++) {
          const one = members[candidate] ?? 0
          if (isNear(at, one)) join(at, one)
        }
      }
    }
  }
  return parent.map((_, at) => find(at))
}

/** Bands there are that differ in one bit at most; each pair once. */
function* neighbours(starts: Uint32Array): Generator<[value: number, other: number]> {
  for (let value = 0; value < BAND_VALUES; value++) {
    if (starts[value] === starts[value + 1]) continue
    for (let bit = -1; bit < BAND_BITS; bit++) {
      const other = bit === -1 ? value : value ^ (1 << bit)
      if (other >= value && starts[other] !== starts[other + 1]) yield [value, other]
    }
  }
}

/** With how many of a bucket each hash is compared, so that all of it is at most `most` comparisons. */
function comparedOf(starts: Uint32Array, most: number): number {
  const sizeOf = (value: number) => (starts[value + 1] ?? 0) - (starts[value] ?? 0)
  const costOf = (limit: number) => {
    let cost = 0
    for (const [value, other] of neighbours(starts)) cost += sizeOf(value) * Math.min(sizeOf(other), limit)
    return cost
  }
  let limit = starts.at(-1) ?? 0
  while (limit > FEWEST_COMPARED && costOf(limit) > most) limit = Math.ceil(limit / 2)
  return limit
}

/** Joins pictures with the very same hash; comparing goes on with one of each. */
function joinEqual(high: Uint32Array, low: Uint32Array, join: (a: number, b: number) => void): Uint32Array {
  const order = Uint32Array.from(high, (_, at) => at)
  order.sort((a, b) => (high[a] ?? 0) - (high[b] ?? 0) || (low[a] ?? 0) - (low[b] ?? 0) || a - b)
  const unique: number[] = []
  for (const at of order) {
    const last = unique.at(-1)
    if (last !== undefined && high[last] === high[at] && low[last] === low[at]) join(last, at)
    else unique.push(at)
  }
  return Uint32Array.from(unique)
}

/** `members` sorted by value; those of `value` stand from `starts[value]` to `starts[value + 1]`. */
function bucketsOf(items: Uint32Array, bandOf: (item: number) => number) {
  const starts = new Uint32Array(BAND_VALUES + 1)
  for (const item of items) starts[bandOf(item) + 1] = (starts[bandOf(item) + 1] ?? 0) + 1
  for (let value = 0; value < BAND_VALUES; value++) {
    starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0)
  }
  const next = starts.slice()
  const members = new Uint32Array(items.length)
  for (const item of items) {
    const value = bandOf(item)
    const place = next[value] ?? 0
    members[place] = item
    next[value] = place + 1
  }
  return { starts, members }
}

/** How many bits of a 32-bit number are set. */
export function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
