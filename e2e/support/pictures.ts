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

/** A generated JPEG with a gradient, upright on screen whatever `orientation` its EXIF says. Returns its path. */
export async function drawPhoto(folder: string, name: string, orientation = 1): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#2a4d69"/><stop offset="1" stop-color="#e8a87c"/></linearGradient></defs><rect width="900" height="600" fill="url(#g)"/><circle cx="650" cy="180" r="70" fill="#fff3c4"/></svg>`
  const file = join(folder, name)
  await sharp(Buffer.from(svg)).jpeg({ quality: 88 }).withMetadata({ orientation }).toFile(file)
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
