export interface Shape {
  /** Width by height. */
  aspect: number
}

/**
 * Up to `count` of `candidates`, each as unlike the ones before as there is: the first as given, then always the
 * one whose proportions are farthest from all taken. Order of the input breaks ties, so that the newest wins.
 */
export function pickDifferent<T extends Shape>(candidates: readonly T[], count: number): T[] {
  const left = [...candidates]
  const taken = left.splice(0, Math.min(1, count))
  while (taken.length < count && left.length > 0) {
    const farthest = indexOfFarthest(left, taken)
    taken.push(...left.splice(farthest, 1))
  }
  return taken
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
