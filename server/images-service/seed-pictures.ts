import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { SourceFacts } from './model.ts'
import type { BlobFiles } from './store/blobs.ts'

export type SeedPicture = SourceFacts & { sha256: string; extension: string; bytes: Buffer }

const SIZES = [
  [960, 640],
  [640, 960],
  [800, 800],
  [1200, 500],
  [480, 1080],
  [640, 360],
] as const
const FORMATS = ['jpeg', 'png', 'webp'] as const
const COUNT = 36
/** Soft fields are drawn small and enlarged. Divides every side above. */
const SHRINK = 4

/** Paints the few dozen pictures that all seeded rows share: soft colour fields in every shape and format. */
export async function paintSeedPictures(): Promise<SeedPicture[]> {
  const pictures: SeedPicture[] = []
  for (let index = 0; index < COUNT; index++) {
    const [width, height] = SIZES[index % SIZES.length] ?? SIZES[0]
    const format = FORMATS[Math.floor(index / SIZES.length) % FORMATS.length] ?? 'jpeg'
    const [drawnWidth, drawnHeight] = [width / SHRINK, height / SHRINK]
    const field = paintField(drawnWidth, drawnHeight, index)
    const bytes = await sharp(field, { raw: { width: drawnWidth, height: drawnHeight, channels: 3 } })
      .resize(width, height, { fit: 'fill' })
      .toFormat(format)
      .toBuffer()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const extension = format === 'jpeg' ? 'jpg' : format
    pictures.push({ sha256, format, width, height, frames: 1, sizeBytes: bytes.length, extension, bytes })
  }
  return pictures
}

/** Stores the files. Rows that claim them must be there already, or a running service might remove them. */
export async function storeSeedPictures(blobs: BlobFiles, pictures: readonly SeedPicture[]): Promise<void> {
  for (const { bytes, sha256 } of pictures) {
    const temporaryPath = blobs.temporaryPath()
    await writeFile(temporaryPath, bytes, { mode: 0o600 })
    await blobs.keep(temporaryPath, sha256, () => {})
  }
}

/** Two slow waves of colour; the hue comes from `index`. */
function paintField(width: number, height: number, index: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  const phase = index * 0.7
  let at = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wave = Math.sin((x / width) * 4 + phase) + Math.cos((y / height) * 3 - phase)
      pixels[at++] = 128 + 55 * Math.sin(wave + phase)
      pixels[at++] = 120 + 55 * Math.sin(wave + phase * 2 + 2)
      pixels[at++] = 130 + 55 * Math.sin(wave + phase * 3 + 4)
    }
  }
  return pixels
}
