export interface Shape {
  /** Width by height. */
  aspect: number
}

/**
 * Up to `count` of `candidates`, each as unlike the ones before, and those of `beside`, as there is: always the one whose
 * proportions are farthest from all taken; with nothing beside the first as given. Order of the input breaks ties, so
 * that the newest wins.
 */
export function pickDifferent<T extends Shape>(
  candidates: readonly T[],
  count: number,
  beside: readonly Shape[] = [],
): T[] {
  const left = [...candidates]
  const picked: T[] = []
  while (picked.length < count && left.length > 0) {
    const taken = [...beside, ...picked]
    const next = taken.length === 0 ? 0 : indexOfFarthest(left, taken)
    picked.push(...left.splice(next, 1))
  }
  return picked
}

function indexOfFarthest(left: readonly Shape[], taken: readonly Shape[]): number {
  let farthest = 0
  let most = -1
  left.forEach((candidate, index) => {
    const distance = Math.min(...taken.map((other) => distanceOf(candidate, other)))
    if (distance > most) [farthest, most] = [index, distance]
  })
  return farthest
}

/** In doublings: 2:1 and 1:2 are as far from a square. Differences under 2 % are none. */
function distanceOf(a: Shape, b: Shape): number {
  const doublings = Math.abs(Math.log2(a.aspect / b.aspect))
  return doublings < 0.03 ? 0 : doublings
}
