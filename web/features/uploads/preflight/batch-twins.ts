import type { Twin } from '../upload-item.ts'

interface Seen {
  key: string
  batch: string
  path: string
}

/** What became of an earlier file, as far as it matters to a later one with the same bytes. */
export type Standing = 'open' | 'stored' | 'gone'

/**
 * Which file of this session had which bytes first. A file of the same batch counts unless it was cancelled or failed;
 * one of another batch only while it is still to come: once it is stored, the library knows better.
 */
export class BatchTwins {
  readonly #standingOf: (key: string) => Standing
  readonly #first = new Map<string, Seen>()

  constructor(standingOf: (key: string) => Standing) {
    this.#standingOf = standingOf
  }

  /** The earlier file with these bytes; `null` when `file` is the first one, which it is from then on. */
  claim(contentHash: string, file: Seen): Twin | null {
    const first = this.#first.get(contentHash)
    if (first !== undefined && first.key !== file.key && this.#counts(first, file)) {
      return { where: 'batch', key: first.key, path: first.path, same: 'bytes' }
    }
    const { key, batch, path } = file
    this.#first.set(contentHash, { key, batch, path })
    return null
  }

  #counts(first: Seen, { batch }: Seen): boolean {
    const standing = this.#standingOf(first.key)
    return standing === 'open' || (standing === 'stored' && first.batch === batch)
  }
}
