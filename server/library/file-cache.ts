import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface CachedFile {
  path: string
  sizeBytes: number
  digest: string
}

export interface FileCache {
  get(key: string): CachedFile | null
  /** By the digest an earlier answer told. */
  find(digest: string): CachedFile | null
  /** Where to write a new file; `keep` moves it in. */
  temporaryPath(key: string): string
  keep(key: string, temporaryPath: string, sizeBytes: number): Promise<CachedFile>
}

/**
 * Files on disk, named by the digest of their key, bounded in bytes, least recently used out first. The index is in
 * memory and made anew from the folder at start.
 */
export function createFileCache(folder: string, limitBytes: number): FileCache {
  mkdirSync(folder, { recursive: true })
  /** Digest -> bytes, least recently used first. */
  const entries = new Map<string, number>()
  let totalBytes = 0
  const found = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (/^[0-9a-f]{40}$/.test(name)) return [{ name, ...statSync(path) }]
    rmSync(path, { force: true })
    return []
  })
  for (const { name, size } of found.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
    entries.set(name, size)
    totalBytes += size
  }
  let written = 0
  const digestOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 40)

  function find(digest: string): CachedFile | null {
    const sizeBytes = entries.get(digest)
    if (sizeBytes === undefined) return null
    entries.delete(digest)
    entries.set(digest, sizeBytes)
    return { path: join(folder, digest), sizeBytes, digest }
  }

  return {
    get: (key) => find(digestOf(key)),
    find,
    temporaryPath: (key) => join(folder, `${digestOf(key)}.${process.pid}-${written++}.tmp`),
    async keep(key, temporaryPath, sizeBytes) {
      const digest = digestOf(key)
      const path = join(folder, digest)
      await rename(temporaryPath, path)
      totalBytes += sizeBytes - (entries.get(digest) ?? 0)
      entries.delete(digest)
      entries.set(digest, sizeBytes)
      for (const [oldest, bytes] of entries) {
        if (totalBytes <= limitBytes || oldest === digest) break
        entries.delete(oldest)
        totalBytes -= bytes
        await rm(join(folder, oldest), { force: true })
      }
      return { path, sizeBytes, digest }
    },
  }
}
