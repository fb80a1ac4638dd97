import { isNamed, type Place } from './kept-bytes.ts'

/** Why a file is not kept. `full`: no room. `unavailable`: the browser keeps nothing here, or refused. */
export type NotKept = 'full' | 'unavailable'

export interface ToCopy {
  key: string
  batch: string
  file: Blob
}

export interface CopyLineOptions {
  write(batch: string, file: Blob): Promise<Place>
  /** What may still be written. */
  roomBytes(): Promise<number>
  /** `isWanted`: it was not let go meanwhile. */
  onCopied(copy: ToCopy, place: Place, isWanted: boolean): void
  onRefused(key: string, why: NotKept): void
  /** Copies at a time; more would take the disk and the processor from sending. */
  atOnce?: number
}

/** The room is asked anew after so much was written: other tabs and sites write too. */
const ASK_ROOM_EVERY_BYTES = 64 * 1024 * 1024

/**
 * Copies files in the background, a few at a time. **The last one in line first**: files are sent from the front, so that
 * copying and sending meet in the middle, and what was sent before its turn need not be copied at all.
 */
export class CopyLine {
  readonly #options: CopyLineOptions
  readonly #waiting = new Map<string, ToCopy>()
  readonly #order: string[] = []
  /** Being copied; `false` when it was let go since. */
  readonly #copying = new Map<string, boolean>()
  /** Refused for want of room, in the order of refusal. */
  readonly #withoutRoom = new Map<string, ToCopy>()
  #roomBytes = 0
  #writtenBytes = Number.POSITIVE_INFINITY

  constructor(options: CopyLineOptions) {
    this.#options = options
  }

  add(copies: readonly ToCopy[]): void {
    for (const copy of copies) this.#queue(copy)
    this.#pump()
  }

  /** Nobody wants a copy of it any more. */
  drop(key: string): void {
    this.#waiting.delete(key)
    this.#withoutRoom.delete(key)
    if (this.#copying.has(key)) this.#copying.set(key, false)
  }

  /** Room came back: those it is enough for are tried again. */
  freed(sizeBytes: number): void {
    let left = sizeBytes
    for (const [key, copy] of [...this.#withoutRoom]) {
      if (copy.file.size > left) continue
      left -= copy.file.size
      this.#withoutRoom.delete(key)
      this.#queue(copy)
    }
    this.#pump()
  }

  #queue(copy: ToCopy): void {
    this.#waiting.set(copy.key, copy)
    this.#order.push(copy.key)
  }

  #pump(): void {
    while (this.#copying.size < (this.#options.atOnce ?? 2)) {
      const copy = this.#takeLast()
      if (copy === undefined) return
      void this.#copy(copy)
    }
  }

  #takeLast(): ToCopy | undefined {
    for (let key = this.#order.pop(); key !== undefined; key = this.#order.pop()) {
      const copy = this.#waiting.get(key)
      if (copy === undefined) continue
      this.#waiting.delete(key)
      return copy
    }
    return undefined
  }

  async #copy(copy: ToCopy): Promise<void> {
    const { key } = copy
    this.#copying.set(key, true)
    const result = await this.#write(copy)
    const isWanted = this.#copying.get(key) === true
    this.#copying.delete(key)
    if (typeof result === 'object') this.#options.onCopied(copy, result, isWanted)
    else if (isWanted) {
      if (result === 'full') this.#withoutRoom.set(key, copy)
      this.#options.onRefused(key, result)
    }
    this.#pump()
  }

  async #write({ batch, file }: ToCopy): Promise<Place | NotKept> {
    try {
      if (this.#writtenBytes >= ASK_ROOM_EVERY_BYTES || file.size > this.#roomBytes) {
        this.#writtenBytes = 0
        this.#roomBytes = await this.#options.roomBytes()
      }
      if (file.size > this.#roomBytes) return 'full'
      this.#roomBytes -= file.size
      this.#writtenBytes += file.size
      return await this.#options.write(batch, file)
    } catch (error) {
      return isNamed(error, 'QuotaExceededError') ? 'full' : 'unavailable'
    }
  }
}
