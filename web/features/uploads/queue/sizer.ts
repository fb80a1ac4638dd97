import type { Book, Entry } from './book.ts'

/** After so long without a break the browser may do something else. */
const SLICE_MS = 12

/**
 * Learns how large the files are, in the order of their arrival. A browser asks the disk for every file whose size is
 * read for the first time and waits for the answer: ten thousand in one go would hold the page up for seconds.
 */
export class Sizer {
  readonly #book: Book
  readonly #line = new Set<Entry>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(book: Book) {
    this.#book = book
  }

  add(entry: Entry): void {
    this.#line.add(entry)
    this.#timer ??= setTimeout(() => this.#slice(), 0)
  }

  #slice(): void {
    const until = performance.now() + SLICE_MS
    for (const entry of this.#line) {
      this.#line.delete(entry)
      this.#book.measure(entry)
      if (performance.now() > until) break
    }
    this.#timer = this.#line.size > 0 ? setTimeout(() => this.#slice(), SLICE_MS) : undefined
  }
}
