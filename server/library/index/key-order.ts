/** Numbers in a chunk at most; halved when it is full. */
const CHUNK = 8192

/**
 * The row numbers of the whole library in order, kept up to date by what comes and goes: any place in a million is found
 * without asking anybody. Numbers are distinct.
 */
export interface KeyOrder {
  readonly size: number
  add(keys: Float64Array): void
  remove(keys: Float64Array): void
  /** Of the numbers below `key`. */
  countBelow(key: number): number
  /** Ascending, from the `from`-th (0 is the smallest) to before the `to`-th. */
  slice(from: number, to: number): Float64Array<ArrayBuffer>
  /** `undefined` outside. */
  at(place: number): number | undefined
}

export function createKeyOrder(keys: Float64Array = new Float64Array(0)): KeyOrder {
  /** None of them empty. */
  let chunks: Float64Array[] = []
  /** `starts[i]`: numbers in the chunks before. */
  let starts: number[] = []
  let size = 0

  function rebuild(from: Float64Array): void {
    chunks = []
    for (let at = 0; at < from.length; at += CHUNK / 2) chunks.push(from.slice(at, at + CHUNK / 2))
    recount()
  }

  function recount(): void {
    starts = []
    size = 0
    for (const chunk of chunks) {
      starts.push(size)
      size += chunk.length
    }
  }

  /** The last chunk that begins at or below `key`; 0 when none does. */
  function chunkOf(key: number): number {
    let [low, high] = [0, chunks.length]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((chunks[middle]?.[0] ?? 0) <= key) low = middle
      else high = middle
    }
    return low
  }

  /** Runs of sorted `keys` that belong into one chunk each. */
  function* runs(keys: Float64Array): Generator<[chunk: number, run: Float64Array]> {
    for (let at = 0; at < keys.length; ) {
      const chunk = chunkOf(keys[at] ?? 0)
      const limit = chunks[chunk + 1]?.[0] ?? Number.POSITIVE_INFINITY
      const end = chunk === 0 && chunks.length === 0 ? keys.length : lowerBound(keys, limit)
      yield [chunk, keys.subarray(at, Math.max(end, at + 1))]
      at = Math.max(end, at + 1)
    }
  }

  rebuild(keys.toSorted())

  return {
    get size() {
      return size
    },

    add(keys) {
      const sorted = keys.toSorted()
      if (chunks.length === 0) return rebuild(sorted)
      const replaced = new Map<number, Float64Array[]>()
      for (const [at, run] of runs(sorted)) replaced.set(at, split(merge(chunks[at] ?? run, run)))
      chunks = chunks.flatMap((chunk, at) => replaced.get(at) ?? [chunk])
      recount()
    },

    remove(keys) {
      if (chunks.length === 0) return
      for (const [at, run] of runs(keys.toSorted())) {
        const gone = new Set(run)
        const chunk = chunks[at]
        if (chunk !== undefined) chunks[at] = chunk.filter((key) => !gone.has(key))
      }
      chunks = chunks.filter((chunk) => chunk.length > 0)
      recount()
    },

    countBelow(key) {
      const chunk = chunkOf(key)
      return (starts[chunk] ?? 0) + lowerBound(chunks[chunk] ?? new Float64Array(0), key)
    },

    slice(from, to) {
      const [first, last] = [Math.max(0, from), Math.min(size, to)]
      const found = new Float64Array(Math.max(0, last - first))
      for (let filled = 0; filled < found.length; ) {
        const place = first + filled
        const at = placeOf(place)
        const inside = place - (starts[at] ?? 0)
        const part = (chunks[at] ?? found).subarray(inside, inside + found.length - filled)
        found.set(part, filled)
        filled += part.length
      }
      return found
    },

    at(place) {
      if (place < 0 || place >= size) return undefined
      const at = placeOf(place)
      return chunks[at]?.[place - (starts[at] ?? 0)]
    },
  }

  /** The chunk the `place`-th number is in. */
  function placeOf(place: number): number {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((starts[middle] ?? 0) <= place) low = middle
      else high = middle
    }
    return low
  }
}

/** How many of ascending `keys` are below `key`. */
export function lowerBound(keys: Float64Array, key: number): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Both, without those that are in both. */
function merge(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length)
  merged.set(a)
  merged.set(b, a.length)
  merged.sort()
  return merged.filter((key, at) => at === 0 || key !== merged[at - 1])
}

function split(chunk: Float64Array): Float64Array[] {
  if (chunk.length <= CHUNK) return [chunk]
  const parts: Float64Array[] = []
  for (let at = 0; at < chunk.length; at += CHUNK / 2) parts.push(chunk.slice(at, at + CHUNK / 2))
  return parts
}
