import { readFile } from 'node:fs/promises'

export interface HotFiles {
  /** The bytes of a file that never changes. @throws when there is no such file */
  read(path: string): Promise<Buffer>
  /** Its bytes are no longer what the path holds. */
  forget(path: string): void
}

/** Files asked for again and again, from memory: at most `limitBytes`, least recently used out first. */
export function createHotFiles(limitBytes: number): HotFiles {
  const held = new Map<string, Buffer>()
  let heldBytes = 0

  function forget(path: string): void {
    const bytes = held.get(path)
    if (bytes === undefined) return
    held.delete(path)
    heldBytes -= bytes.length
  }

  function keep(path: string, bytes: Buffer): void {
    forget(path)
    held.set(path, bytes)
    heldBytes += bytes.length
    for (const oldest of held.keys()) {
      if (heldBytes <= limitBytes) break
      forget(oldest)
    }
  }

  return {
    forget,
    async read(path) {
      const bytes = held.get(path) ?? (await readFile(path))
      keep(path, bytes)
      return bytes
    },
  }
}
