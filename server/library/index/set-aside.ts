import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { removeSeal } from './file-seal.ts'

const MARK = '.broken-'

/** Moves a database and its log out of the way, for whoever wants to look at it. Only the last one is kept. */
export function setAside(path: string): string {
  const folder = dirname(path)
  const name = basename(path)
  for (const file of readdirSync(folder)) {
    if (file.startsWith(name + MARK)) rmSync(join(folder, file), { force: true })
  }
  const aside = `${path}${MARK}${Date.now()}`
  for (const ending of ['', '-wal']) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending)
  }
  // Shared memory only; it would be taken for that of the new file.
  rmSync(`${path}-shm`, { force: true })
  removeSeal(path)
  return aside
}
