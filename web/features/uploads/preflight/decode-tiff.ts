import { decode, decodeImage, toRGBA8 } from 'utif2'
import { canvasOf, type DecodedPicture } from './picture-pixels.ts'

/** Columns and rows of what is drawn, for each EXIF orientation: (a, b, c, d) and whether to move by width and height. */
const TURNS: Record<number, [number, number, number, number, number, number]> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
}
const ORIENTATION = 't274'

/** The first picture of a TIFF, upright. @throws Error for a broken one, or a kind this decoder does not know */
export function decodeTiff(bytes: ArrayBuffer): DecodedPicture {
  const [page] = decode(bytes)
  if (page === undefined) throw new Error('This TIFF holds no picture')
  decodeImage(bytes, page)
  const pixels = toRGBA8(page)
  const { width, height } = page
  if (!(width > 0 && height > 0) || pixels.length !== width * height * 4) {
    throw new Error('This TIFF cannot be decoded here')
  }
  const stored = canvasOf(width, height)
  stored.context.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0)
  const told = page[ORIENTATION]
  const orientation = Array.isArray(told) ? Number(told[0]) : 1
  const turn = TURNS[orientation]
  if (turn === undefined || orientation === 1) {
    return { source: stored.canvas, widthPx: width, heightPx: height, close() {} }
  }
  const [widthPx, heightPx] = orientation >= 5 ? [height, width] : [width, height]
  const upright = canvasOf(widthPx, heightPx)
  const [a, b, c, d, byWidth, byHeight] = turn
  upright.context.setTransform(a, b, c, d, byWidth * widthPx, byHeight * heightPx)
  upright.context.drawImage(stored.canvas, 0, 0)
  return { source: upright.canvas, widthPx, heightPx, close() {} }
}
