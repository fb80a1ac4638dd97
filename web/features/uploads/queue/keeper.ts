import type { KeptUploads } from '../kept/kept-uploads.ts'
import type { UploadRequest } from '../upload-item.ts'
import { within } from './within.ts'

/** So many at once, so that a thousand files are no long task. */
const SLICE = 200
const GATHER_MS = 200
const STEP_WITHIN_MS = 60_000

/**
 * Tells what is kept about uploads in the right order, gathered, and without anybody waiting for it: a file that was
 * settled before its turn came is never kept at all.
 */
export class Keeper {
  readonly #kept: KeptUploads
  readonly #toKeep = new Map<string, UploadRequest>()
  readonly #toMark = new Set<string>()
  readonly #toSettle = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isBusy = false

  constructor(kept: KeptUploads) {
    this.#kept = kept
  }

  keep(request: UploadRequest): void {
    this.#toSettle.delete(request.key)
    this.#toKeep.set(request.key, request)
    this.#soon()
  }

  sent(key: string): void {
    this.#toMark.add(key)
    this.#soon()
  }

  settled(key: string): void {
    this.#toKeep.delete(key)
    this.#toMark.delete(key)
    this.#toSettle.add(key)
    this.#soon()
  }

  #soon(): void {
    if (this.#isBusy) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#work()
    }, GATHER_MS)
  }

  async #work(): Promise<void> {
    this.#isBusy = true
    while (this.#toKeep.size + this.#toMark.size + this.#toSettle.size > 0) {
      const requests = takeSlice(this.#toKeep)
      if (requests.length > 0) await bounded(() => this.#kept.keep(requests))
      // Marks of files whose turn to be kept has not come wait for it.
      const marks = [...this.#toMark].filter((key) => !this.#toKeep.has(key))
      for (const key of marks) this.#toMark.delete(key)
      if (marks.length > 0) await bounded(() => this.#kept.sent(marks))
      const settled = [...this.#toSettle]
      this.#toSettle.clear()
      if (settled.length > 0) await bounded(() => this.#kept.settled(settled))
    }
    this.#isBusy = false
  }
}

function takeSlice(requests: Map<string, UploadRequest>): UploadRequest[] {
  const slice: UploadRequest[] = []
  for (const [key, request] of requests) {
    if (slice.length === SLICE) break
    slice.push(request)
    requests.delete(key)
  }
  return slice
}

async function bounded(step: () => Promise<void>): Promise<void> {
  await within(STEP_WITHIN_MS, new AbortController(), step, () => undefined)
}
