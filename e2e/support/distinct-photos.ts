import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawPhoto } from './pictures.ts'

/** One picture as many files of which no two have the same bytes: a decoder stops at the end of the picture. */
export async function distinctPhotos(folder: string, count: number): Promise<string[]> {
  const picture = readFileSync(await drawPhoto(folder, 'original.jpg'))
  return Array.from({ length: count }, (_, at) => {
    const path = join(folder, `photo-${String(at + 1).padStart(4, '0')}.jpg`)
    writeFileSync(path, Buffer.concat([picture, randomBytes(16)]))
    return path
  })
}
