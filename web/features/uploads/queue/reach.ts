/** Waits before a silent desk is tried again, in seconds; the last one goes on. */
const WAIT_SECONDS = [2, 4, 8, 16, 30] as const
/** The same for a desk that answers, but whose upstream is in trouble. */
const TROUBLE_SECONDS = [2, 4, 8] as const
/** So many answers of trouble in a row, with nothing stored between, are no accident of one file. */
const TROUBLES_IN_A_ROW = 6

/**
 * Whether anybody is there. While that is in doubt only one request goes out at a time, and the waits between them
 * grow; an answer ends it.
 */
export class Reach {
  #losses = 0
  #troubles = 0

  get isInDoubt(): boolean {
    return this.#losses > 0 || this.#troubles >= TROUBLES_IN_A_ROW
  }

  /** Nobody answered. Returns the seconds to wait. */
  lost(): number {
    const seconds = WAIT_SECONDS[Math.min(this.#losses, WAIT_SECONDS.length - 1)] ?? 30
    this.#losses += 1
    return seconds
  }

  /** The desk answered, but could not do it. Returns the seconds to wait, 0 for none. */
  troubled(): number {
    this.#troubles += 1
    const inARow = this.#troubles - TROUBLES_IN_A_ROW
    return inARow < 0 ? 0 : (TROUBLE_SECONDS[Math.min(inARow, TROUBLE_SECONDS.length - 1)] ?? 8)
  }

  /** The desk answered, whatever it said. Returns whether that had been in doubt. */
  answered(): boolean {
    const wasLost = this.#losses > 0
    this.#losses = 0
    return wasLost
  }

  /** The desk and its upstream did what they were asked, or said why not. */
  didIt(): void {
    this.#troubles = 0
  }

  /** Back to good faith, for instance since the browser says that the network is back. */
  forgive(): void {
    this.#losses = 0
    this.#troubles = 0
  }
}
