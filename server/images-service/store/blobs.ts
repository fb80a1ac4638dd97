import { randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

/** Bytes on disk, named by their SHA-256: the same bytes are stored once, and no name from outside is a path. */
export interface BlobFiles {
  path(sha256: string): string
  /** A fresh path for bytes that are still arriving. */
  temporaryPath(): string
  /**
   * Makes the temporary file durable under its digest and then calls `addRow` in the same turn of the event loop as
   * the last look at the file, so that a delete of the last other image with these bytes cannot take them away between.
   */
  keep<Result>(temporaryPath: string, sha256: string, addRow: () => Result): Promise<Result>
  discard(temporaryPath: string): Promise<void>
  /** At once: nothing may run between the last row and its file, see `keep`. */
  remove(sha256: string): void
  /** At start: removes temporary files and files that no row names. Returns how many. */
  sweep(database: DatabaseSync): number
}

export function createBlobFiles(folder: string): BlobFiles {
  const incoming = join(folder, 'incoming')
  const kept = join(folder, 'blobs')
  mkdirSync(incoming, { recursive: true })
  mkdirSync(kept, { recursive: true })
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a digest')
    return join(kept, sha256.slice(0, 2), sha256)
  }
  return {
    path,
    temporaryPath: () => join(incoming, randomUUID()),
    async keep(temporaryPath, sha256, addRow) {
      const target = path(sha256)
      await syncFile(temporaryPath)
      mkdirSync(dirname(target), { recursive: true })
      renameSync(temporaryPath, target)
      syncFolder(dirname(target))
      return addRow()
    },
    discard: (temporaryPath) => rm(temporaryPath, { force: true }),
    remove: (sha256) => rmSync(path(sha256), { force: true }),
    sweep(database) {
      let removed = 0
      const known = database.prepare('select 1 from blobs where sha256 = ?')
      const sweepFile = (file: string) => {
        rmSync(file, { force: true })
        removed += 1
      }
      for (const name of readdirSync(incoming)) sweepFile(join(incoming, name))
      for (const group of readdirSync(kept)) {
        for (const name of readdirSync(join(kept, group))) {
          if (known.get(name) === undefined) sweepFile(join(kept, group, name))
        }
      }
      return removed
    },
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A stored file as a stream with its length, or `null` when it is not there. */
export async function openBlob(
  path: string,
): Promise<{ stream: NodeJS.ReadableStream; sizeBytes: number } | null> {
  if (!existsSync(path)) return null
  const { size } = await stat(path)
  return { stream: createReadStream(path), sizeBytes: size }
}
