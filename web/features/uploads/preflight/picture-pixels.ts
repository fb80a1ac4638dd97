import { LOOK_SIDE, lookOf } from '#contract/picture-look.ts'

/** The index looks at a picture of this size (server/library): decoders shrink while they read. */
const FIRST_SIZE_PX = 160

/** A picture upright, ready to be drawn. `close` gives its memory back. */
export interface DecodedPicture {
  source: CanvasImageSource
  widthPx: number
  heightPx: number
  close(): void
}

/**
 * Decodes with what the browser has; a TIFF with a decoder that is loaded for it.
 * @throws Error when the browser cannot, or the file is broken
 */
export async function decodePicture(file: Blob, isTiff: boolean): Promise<DecodedPicture> {
  if (isTiff) {
    const { decodeTiff } = await import('./decode-tiff.ts')
    return decodeTiff(await file.arrayBuffer())
  }
  // "image/avif" and so on come from the content: a wrong name must not make a difference.
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  return { source: bitmap, widthPx: bitmap.width, heightPx: bitmap.height, close: () => bitmap.close() }
}

/** @throws Error where there is no canvas in a worker */
export function canvasOf(widthPx: number, heightPx: number) {
  const canvas = new OffscreenCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser cannot draw in a worker')
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

/** Perceptual hash of a picture, made in the steps the index makes it in. */
export function perceptualHashOf({ source, widthPx, heightPx }: DecodedPicture): string {
  const scale = Math.min(1, FIRST_SIZE_PX / Math.max(widthPx, heightPx))
  const [firstWidth, firstHeight] = [widthPx, heightPx].map((side) => Math.max(1, Math.round(side * scale)))
  const first = canvasOf(firstWidth ?? 1, firstHeight ?? 1)
  first.context.drawImage(source, 0, 0, first.canvas.width, first.canvas.height)
  const small = canvasOf(LOOK_SIDE, LOOK_SIDE)
  small.context.drawImage(first.canvas, 0, 0, LOOK_SIDE, LOOK_SIDE)
  const { data } = small.context.getImageData(0, 0, LOOK_SIDE, LOOK_SIDE)
  return lookOf(new Uint8Array(data.buffer)).perceptualHash
}
