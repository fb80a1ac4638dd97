import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface Rendition {
  path: string
  sizeBytes: number
  /** As file ending: jpeg, png, webp, avif, gif, svg. */
  format: string
}

export interface RenditionCache {
  /**
   * The rendition of `key`, made by `make` when there is none. Equal keys at the same time are made once.
   * `make` writes to the path it gets.
   */
  get(
    key: string,
    make: (target: string) => Promise<{ sizeBytes: number; format: string }>,
  ): Promise<Rendition>
  /** Without waiting; `null` when it has to be made. */
  peek(key: string): Rendition | null
  /** Forgets one whose file is gone. */
  forget(key: string): void
  purge(): Promise<void>
}

const FILE = /^([\da-f]{40})\.([a-z]+)$/

/**
 * Rendered pictures on disk, the least recently used going first above `limitBytes`. The index is in memory and is
 * read from the folder at start; a key holds the digest of its source, so what is found is never stale.
 */
export function createRenditionCache(folder: string, limitBytes: number): RenditionCache {
  const entries = new Map<string, Rendition>()
  const underWay = new Map<string, Promise<Rendition>>()
  let heldBytes = 0
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  readFolder()

  function readFolder(): void {
    const found: (Rendition & { key: string; usedAt: number })[] = []
    for (const name of readdirSync(folder)) {
      const match = FILE.exec(name)
      const path = join(folder, name)
      if (!match) {
        // Half written when the process ended.
        if (name.startsWith('tmp-')) rmSync(path, { force: true })
        continue
      }
      const { size, mtimeMs } = statSync(path)
      found.push({ key: match[1] ?? '', format: match[2] ?? '', path, sizeBytes: size, usedAt: mtimeMs })
    }
    found.sort((a, b) => a.usedAt - b.usedAt)
    for (const { key, path, sizeBytes, format } of found) keep(key, { path, sizeBytes, format })
  }

  function keep(key: string, rendition: Rendition): void {
    forget(key)
    entries.set(key, rendition)
    heldBytes += rendition.sizeBytes
    for (const [oldKey, old] of entries) {
      if (heldBytes <= limitBytes || oldKey === key) break
      forget(oldKey)
      void rm(old.path, { force: true })
    }
  }

  function forget(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    heldBytes -= entry.sizeBytes
  }

  function peek(key: string): Rendition | null {
    const entry = entries.get(key)
    if (!entry) return null
    entries.delete(key)
    entries.set(key, entry)
    return entry
  }

  async function produce(
    key: string,
    make: (target: string) => Promise<{ sizeBytes: number; format: string }>,
  ): Promise<Rendition> {
    const temporary = join(folder, `tmp-${randomBytes(12).toString('hex')}`)
    try {
      const { sizeBytes, format } = await make(temporary)
      const path = join(folder, `${key}.${format}`)
      await rename(temporary, path)
      const rendition = { path, sizeBytes, format }
      keep(key, rendition)
      return rendition
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  return {
    peek,
    forget,
    async get(key, make) {
      const held = peek(key)
      if (held) return held
      const waiting = underWay.get(key)
      if (waiting) return waiting
      const made = produce(key, make).finally(() => underWay.delete(key))
      underWay.set(key, made)
      return made
    },
    async purge() {
      const paths = [...entries.values()].map(({ path }) => path)
      entries.clear()
      heldBytes = 0
      await Promise.all(paths.map((path) => rm(path, { force: true })))
    },
  }
}
