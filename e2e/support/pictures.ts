import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const photos = fileURLToPath(new URL('../../../shared/photos', import.meta.url))

/** Real photographs beside the project when they are there. */
export function realPhotos(folder: 'nature' | 'orientation' | 'cameras' | 'odd'): string[] {
  const path = join(photos, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => !name.endsWith('.md'))
    .toSorted()
    .map((name) => join(path, name))
}

/**
 * A generated JPEG, upright on screen whatever `orientation` its EXIF says; another scene for another name, in bytes and to
 * the eye. Returns its path.
 */
export async function drawPhoto(folder: string, name: string, orientation = 1): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const digest = createHash('sha256').update(name).digest()
  const spots = Array.from({ length: 6 }, (_, at) => {
    const [x = 0, y = 0, size = 0, shade = 0] = digest.subarray(at * 4, at * 4 + 4)
    return `<circle cx="${x * 3.5}" cy="${y * 2.3}" r="${60 + size / 2}" fill="hsl(${shade},50%,${20 + (shade % 60)}%)"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#2a4d69"/><stop offset="1" stop-color="#e8a87c"/></linearGradient></defs><rect width="900" height="600" fill="url(#g)"/>${spots.join('')}</svg>`
  const file = join(folder, name)
  await sharp(Buffer.from(svg)).jpeg({ quality: 88 }).withMetadata({ orientation }).toFile(file)
  return file
}

/** A PNG of coloured blocks that looks like no other `seed`'s: nothing takes two of them for twins. Returns its path. */
export async function drawBlocks(folder: string, name: string, seed: number): Promise<string> {
  mkdirSync(folder, { recursive: true })
  let state = seed * 2_654_435_761 + 1
  const blocks = Buffer.from(
    Array.from({ length: 8 * 8 * 3 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    }),
  )
  const file = join(folder, name)
  await sharp(blocks, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(160, 160, { kernel: 'nearest' })
    .png()
    .toFile(file)
  return file
}

/** `count` photographs: real ones first, generated ones for the rest. */
export async function somePhotos(folder: string, count: number): Promise<string[]> {
  const real = realPhotos('nature').slice(0, count)
  const drawn = await Promise.all(
    Array.from({ length: count - real.length }, (_, i) => drawPhoto(folder, `drawn-${i + 1}.jpg`)),
  )
  return [...real, ...drawn]
}
