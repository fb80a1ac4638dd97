import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files that all are the same picture and no two the same bytes: a decoder stops at the end of the picture. */
export function writeBatch(folder: string, name: string, picture: string, files: number): string[] {
  const target = join(folder, name)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const bytes = readFileSync(picture)
  return Array.from({ length: files }, (_, at) => {
    const path = join(target, `photo-${String(at).padStart(5, '0')}.jpg`)
    writeFileSync(path, Buffer.concat([bytes, randomBytes(16)]))
    return path
  })
}
