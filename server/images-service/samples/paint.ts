import sharp, { type Sharp } from 'sharp'
import { createChance, type Scene } from './drawing.ts'
import { PALETTES, type PaletteName } from './palettes.ts'

/** A power of two, so that the tile repeats by masking. */
const GRAIN_PX = 256
const GRAIN_STRENGTH = 11

/** A tile of film grain: steps of brightness around zero. */
const grain = createGrain(7)

function createGrain(seed: number): Int8Array {
  const chance = createChance(seed)
  return Int8Array.from({ length: GRAIN_PX * GRAIN_PX }, () =>
    Math.round((chance.next() + chance.next() + chance.next() - 1.5) * GRAIN_STRENGTH),
  )
}

function addGrain(pixels: Uint8ClampedArray, width: number, height: number, channels: number): void {
  let at = 0
  for (let y = 0; y < height; y += 1) {
    const line = (y & (GRAIN_PX - 1)) * GRAIN_PX
    for (let x = 0; x < width; x += 1) {
      const step = grain[line + (x & (GRAIN_PX - 1))] ?? 0
      for (const end = at + channels; at < end; at += 1) pixels[at] = (pixels[at] ?? 0) + step
    }
  }
}

/** Scenes are drawn at this size at most and enlarged: softer, as a lens is, and quicker. The grain is not. */
const DRAWN_MAX_PX = 1280

/** Draws a scene on `width` x `height` pixels, with the surface of film. */
export async function paintScene(
  scene: Scene,
  palette: PaletteName,
  [width, height]: readonly [number, number],
  seed: number,
): Promise<Sharp> {
  const shrink = Math.min(1, DRAWN_MAX_PX / Math.max(width, height))
  const drawing = Buffer.from(
    scene(Math.round(width * shrink), Math.round(height * shrink), PALETTES[palette], createChance(seed)),
  )
  // In one step with the drawing, the enlarging would make it draw at full size.
  const drawn = await sharp(drawing).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { data, info } = await sharp(drawn.data, { raw: drawn.info })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  addGrain(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), width, height, info.channels)
  return sharp(data, { raw: { width, height, channels: info.channels } })
}
