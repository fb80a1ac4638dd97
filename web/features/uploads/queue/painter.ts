/** With so many files under way a frame costs as much as a file, and no eye follows single ones. */
const MANY = 30
const PAINT_EVERY_MS = { few: 100, many: 250 }

/** Tells listeners that something changed, at once the first time and then at most ten times a second, four times while many are under way. */
export class Painter {
  readonly #listeners = new Set<() => void>()
  readonly #paint: () => void
  readonly #underWay: () => number
  #paintedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param paint runs before the listeners hear of it; @param underWay how many files are */
  constructor(paint: () => void, underWay: () => number) {
    this.#paint = paint
    this.#underWay = underWay
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly changed = (): void => {
    this.#within(this.#underWay() > MANY ? PAINT_EVERY_MS.many : PAINT_EVERY_MS.few)
  }

  /** A person did something: they see it at once, however many files are under way. */
  readonly acted = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#within(PAINT_EVERY_MS.few)
  }

  #within(everyMs: number): void {
    if (this.#timer !== undefined) return
    const wait = this.#paintedAt + everyMs - performance.now()
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
