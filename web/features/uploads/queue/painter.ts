const PAINT_EVERY_MS = 100

/** Tells listeners that something changed, at once the first time and then at most ten times a second. */
export class Painter {
  readonly #listeners = new Set<() => void>()
  readonly #paint: () => void
  #paintedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param paint runs before the listeners hear of it */
  constructor(paint: () => void) {
    this.#paint = paint
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly changed = (): void => {
    if (this.#timer !== undefined) return
    const wait = this.#paintedAt + PAINT_EVERY_MS - performance.now()
    if (wait <= 0) this.#now()
    else this.#timer = setTimeout(() => this.#now(), wait)
  }

  #now(): void {
    this.#timer = undefined
    this.#paintedAt = performance.now()
    this.#paint()
    for (const listener of this.#listeners) listener()
  }
}
