import { LIMITS } from '#contract/limits.ts'

export type EncodedType = 'image/jpeg' | 'image/png' | 'image/webp'

/** Draws the picture at a part of its size and encodes it. Browsers may answer with another type than asked for. */
export type Encode = (type: EncodedType, quality: number, scale: number) => Promise<Blob>

const QUALITIES = [0.92, 0.85, 0.75, 0.6]
const SMALLER = 0.8
const MOST_STEPS = 8

/**
 * The best encoding within the size limit: the wished type first, then less quality, then fewer pixels.
 * @param hasAlpha a JPEG would make what is transparent black
 * @throws Error when even a small one is too large
 */
export async function encodeToFit(
  wished: EncodedType,
  hasAlpha: boolean,
  encode: Encode,
  mostBytes: number = LIMITS.uploadSizeBytes,
): Promise<Blob> {
  const lossy = hasAlpha ? 'image/webp' : 'image/jpeg'
  const type = wished === 'image/jpeg' ? lossy : wished
  if (type === 'image/png') {
    const exact = await encode('image/png', 1, 1)
    if (exact.size <= mostBytes) return exact
  }
  const squeezed = type === 'image/png' ? lossy : type
  for (let step = 0, scale = 1; step < MOST_STEPS; step += 1, scale *= SMALLER) {
    // Fewer pixels with little quality would be the worst of both.
    for (const quality of step === 0 ? QUALITIES : [0.85]) {
      const blob = await encode(squeezed, quality, scale)
      if (blob.size <= mostBytes) return blob
    }
  }
  throw new Error('The picture does not get small enough')
}
