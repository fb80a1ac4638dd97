import type { BatchLocks } from './batch-locks.ts'
import { batchOf, type KeptBytes, type Place } from './kept-bytes.ts'
import type { ToKeep } from './shelf.ts'

/** Bytes in memory, with room for `roomBytes`, so many files in a pack. For tests. */
export class BytesInMemory implements KeptBytes {
  readonly contents = new Map<string, Blob[]>()
  /** Sizes of the files, in the order they were written. */
  readonly written: number[] = []
  roomBytes = Number.POSITIVE_INFINITY
  filesInPack = 1
  /** Each write waits for it. */
  gate: Promise<void> = Promise.resolve()
  #made = 0

  get usedBytes(): number {
    return [...this.contents.values()].flat().reduce((sum, { size }) => sum + size, 0)
  }

  async write(batch: string, file: Blob): Promise<Place> {
    await this.gate
    if (this.usedBytes + file.size > this.roomBytes) throw new DOMException('full', 'QuotaExceededError')
    const open = [...this.contents.keys()].findLast((name) => batchOf(name) === batch)
    const isFull = (this.contents.get(open ?? '')?.length ?? this.filesInPack) >= this.filesInPack
    const pack = open === undefined || isFull ? `${batch} ${++this.#made}` : open
    const before = this.contents.get(pack) ?? []
    this.contents.set(pack, [...before, file])
    this.written.push(file.size)
    return { pack, atBytes: new Blob(before).size }
  }

  open(pack: string): Promise<Blob | null> {
    const parts = this.contents.get(pack)
    return Promise.resolve(parts === undefined ? null : new Blob(parts))
  }

  remove(pack: string): Promise<boolean> {
    this.contents.delete(pack)
    return Promise.resolve(true)
  }

  packs(): Promise<string[]> {
    return Promise.resolve([...this.contents.keys()])
  }
}

/** The locks of one browser; `tab()` is one of its tabs. For tests. */
export class LocksOfABrowser {
  readonly #owners = new Map<string, symbol>()

  tab(): BatchLocks & { close(): void } {
    const me = Symbol('tab')
    const owners = this.#owners
    return {
      hold: (batch) => {
        const owner = owners.get(batch) ?? me
        owners.set(batch, owner)
        return Promise.resolve(owner === me)
      },
      release: (batch) => void (owners.get(batch) === me && owners.delete(batch)),
      held: () => Promise.resolve(new Set(owners.keys())),
      close: () => {
        for (const [batch, owner] of owners) if (owner === me) owners.delete(batch)
      },
    }
  }
}

let made = 0
const uuid = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`

export const newBatch = uuid

/** A file of `sizeBytes` to keep. For tests. */
export function aFile(batch: string, sizeBytes = 4, part: Partial<ToKeep['kept']> = {}): ToKeep {
  const key = uuid()
  const name = `${key.slice(-4)}.jpg`
  const file = new File([new Uint8Array(sizeBytes).fill(made)], name, { type: 'image/jpeg', lastModified: 5 })
  const source = { kind: 'file' as const, name, type: 'image/jpeg', lastModified: 5 }
  const kept = { key, batch, path: `day/${name}`, source, fields: {}, review: false, sizeBytes, addedAt: 1 }
  return { kept: { ...kept, state: 'open', ...part }, file }
}

/** An address to keep. For tests. */
export function anAddress(batch: string): ToKeep {
  const { kept } = aFile(batch)
  return {
    kept: { ...kept, source: { kind: 'url', url: 'https://example.org/a.jpg' }, sizeBytes: null },
    file: null,
  }
}
