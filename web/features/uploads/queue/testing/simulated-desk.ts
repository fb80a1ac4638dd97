import type { UploadItem } from '../../upload-item.ts'
import type { AskResult, SendResult, SendUpload } from '../ports.ts'
import { image } from './manual-queue.ts'

/** What the network does to one request. */
export type Fault =
  | 'none'
  /** Nothing arrives. */
  | 'cut_before'
  /** Everything arrives, the answer does not. */
  | 'cut_after'
  /** The browser has given up, the desk is still at it. */
  | 'cut_while_storing'
  | 'hang'
  | 'limit'
  | 'trouble_before'
  | 'trouble_after'
  | 'refuse'

export const FAULTS: readonly Fault[] = [
  'none',
  'cut_before',
  'cut_after',
  'cut_while_storing',
  'hang',
  'limit',
  'trouble_before',
  'trouble_after',
  'refuse',
]

/**
 * A desk with the exactly-once contract: one image a key at most, `in_flight` while a request with the key is under
 * way, `stored` afterwards. It stores whatever arrives without looking whether it has it: that it never gets a stored
 * key again is what the test is about.
 */
export class SimulatedDesk {
  /** Key to how often it was stored. */
  readonly stored = new Map<string, number>()
  readonly #storing = new Set<string>()
  readonly #next: () => Fault
  onWire = 0
  mostOnWire = 0
  isDown = false

  constructor(next: () => Fault) {
    this.#next = next
  }

  readonly send: SendUpload = async ({ key, path, source }, { signal, onProgress }) => {
    this.onWire += 1
    this.mostOnWire = Math.max(this.mostOnWire, this.onWire)
    let isOver = false
    const leave = () => {
      if (!isOver) this.onWire -= 1
      isOver = true
    }
    signal.addEventListener('abort', leave)
    const fault = this.isDown ? 'cut_before' : this.#next()
    const sizeBytes = source.kind === 'file' ? source.file.size : 0
    onProgress(Math.floor(sizeBytes / 2))
    await wait(40)
    const result =
      fault === 'hang'
        ? await new Promise<SendResult>(() => undefined)
        : await this.#end(key, path, fault, () => onProgress(sizeBytes))
    leave()
    return result
  }

  async #end(key: string, path: string, fault: Fault, allSent: () => void): Promise<SendResult> {
    switch (fault) {
      case 'cut_before':
        return { outcome: 'unanswered', allBytesSent: false }
      case 'limit':
        return { outcome: 'rate_limited', retryAfterSeconds: 3 }
      case 'trouble_before':
        return { outcome: 'trouble', message: 'The upstream is down.' }
      case 'refuse':
        return { outcome: 'failed', failure: { kind: 'refused', message: 'No.' } }
      default:
    }
    allSent()
    this.#storing.add(key)
    const store = async () => {
      await wait(2_500)
      this.#storing.delete(key)
      this.stored.set(key, (this.stored.get(key) ?? 0) + 1)
    }
    if (fault === 'cut_while_storing') {
      void store()
      return { outcome: 'unanswered', allBytesSent: true }
    }
    await store()
    if (fault === 'cut_after') return { outcome: 'unanswered', allBytesSent: true }
    if (fault === 'trouble_after') return { outcome: 'trouble', message: 'The upstream is down.' }
    return { outcome: 'stored', image: image(path) }
  }

  readonly ask = async (key: string): Promise<AskResult> => {
    const fault = this.isDown ? 'cut_before' : this.#next()
    await wait(20)
    if (fault === 'hang') return new Promise(() => undefined)
    if (fault === 'cut_before' || fault === 'cut_after') return { state: 'unreachable' }
    if (fault === 'limit') return { state: 'rate_limited', retryAfterSeconds: 3 }
    if (fault === 'trouble_before' || fault === 'trouble_after') return { state: 'trouble' }
    if (this.#storing.has(key)) return { state: 'in_flight' }
    return this.stored.has(key) ? { state: 'stored', image: image(key) } : { state: 'unknown' }
  }
}

/** What is left open of a list of items. */
export const openOnes = (items: readonly UploadItem[]): UploadItem[] =>
  items.filter(({ state }) => ['checking', 'waiting', 'sending', 'asking'].includes(state.status))

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
