/** Side of the small picture that a look is made from. */
export const LOOK_SIDE = 32
/** Bits by which two perceptual hashes may differ and still be the same picture to the eye. */
export const NEAR_BITS = 6
const KEPT = 8
const FLAT = 1e-6

/** Row k: the DCT-II basis of frequency k over `LOOK_SIDE` samples. Only the lowest frequencies are needed. */
const BASIS = Array.from({ length: KEPT }, (_, frequency) =>
  Float64Array.from({ length: LOOK_SIDE }, (_unused, x) =>
    Math.cos(((2 * x + 1) * frequency * Math.PI) / (2 * LOOK_SIDE)),
  ),
)

/** What a picture looks like, in a few bytes. */
export interface PictureLook {
  /** 64 bits, 16 hex digits. */
  perceptualHash: string
  /** `#rrggbb` */
  averageColour: string
}

/** @param pixels `LOOK_SIDE` x `LOOK_SIDE` of red, green, blue and alpha, row by row */
export function lookOf(pixels: Uint8Array): PictureLook {
  if (pixels.length !== LOOK_SIDE ** 2 * 4) {
    throw new RangeError(`${pixels.length} bytes are not ${LOOK_SIDE} x ${LOOK_SIDE} pixels`)
  }
  return { perceptualHash: perceptualHashOf(greyOnWhite(pixels)), averageColour: averageColourOf(pixels) }
}

/**
 * pHash: which of the lowest 8 x 8 frequencies are above their median. Copies that were scaled or compressed again
 * differ in a few bits, other pictures in about half.
 */
function perceptualHashOf(grey: Float64Array): string {
  const along = (values: (at: number) => number) =>
    BASIS.map((basis) => basis.reduce((sum, weight, at) => sum + weight * values(at), 0))
  const rows = Array.from({ length: LOOK_SIDE }, (_, y) => along((x) => grey[y * LOOK_SIDE + x] ?? 0))
  const columns = BASIS.map((_, frequency) => along((y) => rows[y]?.[frequency] ?? 0))
  // The first one is only how bright it is; a flat picture has no others worth the name.
  const shape = columns
    .flat()
    .slice(1)
    .map((value) => (Math.abs(value) < FLAT ? 0 : value))
  const median = shape.toSorted((a, b) => a - b)[Math.floor(shape.length / 2)] ?? 0
  const bits = shape.reduce((hash, value) => (hash << 1n) | (value > median ? 1n : 0n), 0n)
  return bits.toString(16).padStart(16, '0')
}

function greyOnWhite(pixels: Uint8Array): Float64Array {
  return Float64Array.from({ length: pixels.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index * 4, index * 4 + 4)
    return (alpha / 255) * (0.299 * red + 0.587 * green + 0.114 * blue) + 255 - alpha
  })
}

function averageColourOf(pixels: Uint8Array): string {
  let weight = 0
  const sums: [number, number, number] = [0, 0, 0]
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0
    weight += alpha
    sums[0] += alpha * (pixels[at] ?? 0)
    sums[1] += alpha * (pixels[at + 1] ?? 0)
    sums[2] += alpha * (pixels[at + 2] ?? 0)
  }
  // Nothing to see: as light as paper.
  if (weight === 0) return '#ffffff'
  const hex = (sum: number) =>
    Math.round(sum / weight)
      .toString(16)
      .padStart(2, '0')
  return `#${sums.map(hex).join('')}`
}
