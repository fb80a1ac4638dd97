/** A value's place in a {@link LinkedList}. */
export interface Link<T> {
  readonly value: T
  previous: Link<T> | null
  next: Link<T> | null
}

/**
 * First in, first out, with leaving from the middle; every step takes constant time. A `Set` would do but for its
 * holes: taking the first of many again and again walks over all that left before.
 */
export class LinkedList<T> {
  first: Link<T> | null = null
  #last: Link<T> | null = null
  #size = 0

  get size(): number {
    return this.#size
  }

  push(value: T): Link<T> {
    const link: Link<T> = { value, previous: null, next: null }
    this.#append(link)
    return link
  }

  /** `link` must be in this list. */
  remove(link: Link<T>): void {
    if (link.previous === null) this.first = link.next
    else link.previous.next = link.next
    if (link.next === null) this.#last = link.previous
    else link.next.previous = link.previous
    link.previous = null
    link.next = null
    this.#size -= 1
  }

  /** `link` must be in this list. */
  moveToEnd(link: Link<T>): void {
    this.remove(link)
    this.#append(link)
  }

  #append(link: Link<T>): void {
    link.previous = this.#last
    if (this.#last === null) this.first = link
    else this.#last.next = link
    this.#last = link
    this.#size += 1
  }
}
