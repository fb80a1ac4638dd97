interface Count {
  files: number
  sizeBytes: number
}

/** Which packs still hold something that is wanted. */
export class PackCount {
  readonly #counts = new Map<string, Count>()

  /** A file lies in this pack. */
  add(pack: string, sizeBytes: number): void {
    const count = this.#counts.get(pack) ?? { files: 0, sizeBytes: 0 }
    this.#counts.set(pack, { files: count.files + 1, sizeBytes: count.sizeBytes + sizeBytes })
  }

  /** A file of this pack is not wanted any more. When it was the last one: the bytes of the whole pack; else `null`. */
  drop(pack: string): number | null {
    const count = this.#counts.get(pack)
    if (count === undefined) return null
    count.files -= 1
    if (count.files > 0) return null
    this.#counts.delete(pack)
    return count.sizeBytes
  }
}
