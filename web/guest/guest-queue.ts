import type { GuestAnswer, GuestLink } from '#contract/guest.ts'
import { ApiError } from '../api/api-error.ts'
import type { FileFault } from '../lib/file-fault.ts'
import type { GuestApi } from './guest-api.ts'
import { canRetry, type GuestFailure, type GuestItem, type GuestState, isOpen } from './guest-item.ts'
import type { SendBytes } from './send-bytes.ts'

export interface GuestSnapshot {
  /** `null` until the desk has answered once. */
  link: GuestLink | null
  /** Set while the desk does not answer, or asks to wait. */
  pause: { reason: 'busy' | 'unreachable'; until: number } | null
  items: readonly GuestItem[]
  counts: { done: number; failed: number; open: number; total: number }
}

interface GuestQueueOptions {
  api: GuestApi
  send: SendBytes
  /** Why a file need not be sent at all. */
  check(file: File): Promise<FileFault | null>
  keyOf(file: File): Promise<string>
  now?: () => number
}

interface Work {
  item: GuestItem
  key: string | null
  /** Bytes went out under this key, so the desk is asked before they go again. */
  wasSent: boolean
  /** Times the connection ended while it was sent. */
  losses: number
  abort: AbortController
}

const AT_ONCE = 3
const MOST_LOSSES = 4
const PAINT_MS = 100
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

/**
 * The files of one guest: each is checked, gets an address at the moment it is sent, goes there, and counts as arrived
 * when the desk has seen it. Its key is the same in every attempt, so that it arrives once. Never rejects.
 */
export class GuestQueue {
  readonly #options: GuestQueueOptions
  readonly #works: Work[] = []
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  #running = 0
  #link: GuestLink | null = null
  #pause: GuestSnapshot['pause'] = null
  #pauseTimer: ReturnType<typeof setTimeout> | undefined
  #waitMs = FIRST_WAIT_MS
  #paintTimer: ReturnType<typeof setTimeout> | undefined
  #snapshot: GuestSnapshot

  constructor(options: GuestQueueOptions) {
    this.#options = options
    this.#now = options.now ?? (() => Date.now())
    this.#snapshot = this.#take()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): GuestSnapshot => this.#snapshot

  add(files: readonly File[]): void {
    for (const file of files) {
      const item = { id: this.#works.length, file, state: { status: 'waiting' } } as const
      this.#works.push({ item, key: null, wasSent: false, losses: 0, abort: new AbortController() })
    }
    this.#paint(true)
    this.#pump()
  }

  /** Asks how the link stands. */
  async refresh(): Promise<void> {
    try {
      this.#link = await this.#options.api.look()
      this.#answered()
    } catch (error) {
      this.#wait(error)
    }
    this.#paint(true)
  }

  /** Takes a file back. One that arrived by then stays, and says so. */
  async cancel(id: number): Promise<void> {
    const work = this.#works[id]
    if (work === undefined || !isOpen(work.item.state)) return
    const { key } = work
    work.abort.abort(new DOMException('Cancelled', 'AbortError'))
    this.#set(work, { status: 'cancelled' })
    if (key === null) return
    // Nobody answers: the desk takes the unused address back by itself.
    const answer = await this.#options.api.withdraw(key).catch(() => null)
    if (answer === null) return
    this.#link = answer.link
    if (answer.upload.state === 'arrived') this.#set(work, { status: 'done' })
    this.#paint(true)
  }

  retry(id: number): void {
    const work = this.#works[id]
    if (work === undefined || !canRetry(work.item.state)) return
    work.abort = new AbortController()
    work.losses = 0
    this.#set(work, { status: 'waiting' })
    this.#pump()
  }

  retryFailed(): void {
    for (const { item } of this.#works) if (item.state.status === 'failed') this.retry(item.id)
  }

  /** Ends a pause: the network is back, or somebody will not wait. */
  goOn(): void {
    clearTimeout(this.#pauseTimer)
    this.#pause = null
    this.#paint(true)
    if (this.#link === null) void this.refresh()
    this.#pump()
  }

  #pump(): void {
    if (this.#pause !== null) return
    for (const work of this.#works) {
      if (this.#running >= AT_ONCE) return
      if (work.item.state.status === 'waiting') void this.#run(work)
    }
  }

  async #run(work: Work): Promise<void> {
    const { abort } = work
    this.#running += 1
    // What an older attempt still has to say about a file that was cancelled is not heard.
    const set = (state: GuestState) => {
      if (work.abort === abort && !abort.signal.aborted) this.#set(work, state)
    }
    set({ status: 'checking' })
    try {
      set((await this.#prepare(work)) ?? (await this.#deliver(work, set)))
    } catch (error) {
      set(this.#stateAfter(error))
    } finally {
      this.#running -= 1
      this.#pump()
    }
  }

  /** What makes sending pointless; `null` when nothing does. */
  async #prepare(work: Work): Promise<GuestState | null> {
    const { file } = work.item
    const fault = (await this.#options.check(file)) ?? this.#overLimit(file)
    if (fault !== null) return { status: 'failed', failure: fault }
    try {
      work.key ??= await this.#options.keyOf(file)
    } catch {
      return { status: 'failed', failure: { kind: 'unreadable' } }
    }
    const isTwice = this.#works.some(
      (other) => other !== work && other.key === work.key && other.item.state.status !== 'cancelled',
    )
    if (!isTwice) return null
    work.key = null
    return { status: 'failed', failure: { kind: 'twice' } }
  }

  #overLimit(file: File): GuestFailure | null {
    const link = this.#link
    if (link === null || !('fileBytes' in link) || file.size <= link.fileBytes) return null
    return { kind: 'over_limit', limitBytes: link.fileBytes }
  }

  async #deliver(work: Work, set: (state: GuestState) => void): Promise<GuestState> {
    const { api, send } = this.#options
    const { file } = work.item
    const { signal } = work.abort
    const key = work.key ?? ''
    const ask = async (asking: Promise<GuestAnswer>) => {
      const { upload, link } = await asking
      this.#link = link
      this.#answered()
      signal.throwIfAborted()
      return upload
    }
    const handOut = () => ask(api.handOut({ key, name: file.name.slice(0, 255), sizeBytes: file.size }))
    let upload = await (work.wasSent ? ask(api.told(key)) : handOut())
    if (upload.state === 'expired') upload = await handOut()
    if (upload.state === 'waiting') {
      set({ status: 'sending', sentBytes: 0 })
      work.wasSent = true
      const onProgress = (sentBytes: number) => set({ status: 'sending', sentBytes })
      const sent = await send(upload.uploadUrl, file, { signal, onProgress })
      set({ status: 'confirming' })
      upload = await ask(api.told(key))
      if (sent.outcome === 'refused' && upload.state === 'waiting') {
        await ask(api.withdraw(key))
        return { status: 'failed', failure: { kind: 'refused', message: sent.message } }
      }
    }
    if (upload.state === 'arrived') return { status: 'done' }
    if (upload.state === 'refused') return { status: 'failed', failure: this.#refusal(upload.reason) }
    // Nothing arrived. Once more, after a while, to the same address or a new one.
    work.losses += 1
    if (work.losses >= MOST_LOSSES) return { status: 'failed', failure: { kind: 'disconnected' } }
    this.#wait(null)
    return { status: 'waiting' }
  }

  #refusal(reason: 'file_too_large' | 'no_room'): GuestFailure {
    const link = this.#link
    if (reason === 'no_room' || link === null || !('fileBytes' in link)) return { kind: 'no_room' }
    return { kind: 'over_limit', limitBytes: link.fileBytes }
  }

  /** A file meets the same as the others: they all wait, or it fails alone. */
  #stateAfter(error: unknown): GuestState {
    if (!(error instanceof ApiError)) return { status: 'failed', failure: { kind: 'disconnected' } }
    if (error.kind === 'not_found') {
      void this.refresh()
      return { status: 'failed', failure: { kind: 'link_ended' } }
    }
    if (error.kind === 'too_large') return { status: 'failed', failure: this.#refusal('file_too_large') }
    if (error.kind === 'refused') {
      void this.refresh()
      return { status: 'failed', failure: { kind: 'no_room' } }
    }
    if (error.isPassing || error.kind.startsWith('upstream_') || error.kind === 'internal') {
      this.#wait(error)
      return { status: 'waiting' }
    }
    return { status: 'failed', failure: { kind: 'refused', message: error.message } }
  }

  /** One pause for all: as long as was said, else longer each time. */
  #wait(error: unknown): void {
    const saidSeconds = error instanceof ApiError ? error.retryAfterSeconds : null
    const waitMs = saidSeconds === null ? this.#waitMs : Math.max(1, saidSeconds) * 1000
    if (saidSeconds === null) this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2)
    const reason = saidSeconds === null ? 'unreachable' : 'busy'
    const until = this.#now() + waitMs
    if (this.#pause !== null && this.#pause.until >= until) return
    this.#pause = { reason, until }
    clearTimeout(this.#pauseTimer)
    this.#pauseTimer = setTimeout(() => this.goOn(), waitMs)
    this.#paint(true)
  }

  #answered(): void {
    this.#waitMs = FIRST_WAIT_MS
  }

  #set(work: Work, state: GuestState): void {
    const isProgress = state.status === 'sending' && work.item.state.status === 'sending'
    work.item = { ...work.item, state }
    this.#paint(!isProgress && this.#works.length <= 50)
  }

  /** At most ten times a second, unless it matters at once. */
  #paint(atOnce: boolean): void {
    if (atOnce) {
      clearTimeout(this.#paintTimer)
      this.#paintTimer = undefined
      this.#snapshot = this.#take()
      for (const listener of this.#listeners) listener()
      return
    }
    this.#paintTimer ??= setTimeout(() => this.#paint(true), PAINT_MS)
  }

  #take(): GuestSnapshot {
    const counts = { done: 0, failed: 0, open: 0, total: this.#works.length }
    for (const { item } of this.#works) {
      if (item.state.status === 'done') counts.done += 1
      else if (item.state.status === 'failed') counts.failed += 1
      else if (isOpen(item.state)) counts.open += 1
    }
    return { link: this.#link, pause: this.#pause, items: this.#works.map(({ item }) => item), counts }
  }
}
