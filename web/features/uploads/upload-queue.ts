import type { Image } from '#contract/images.ts'
import { type PauseReason, QueuePause } from './queue-pause.ts'
import {
  canRetry,
  isOpen,
  type PreflightFault,
  type UploadFailure,
  type UploadItem,
  type UploadRequest,
  type UploadState,
} from './upload-item.ts'
import { EMPTY_SNAPSHOT, takeSnapshot, type UploadsSnapshot } from './uploads-snapshot.ts'

/** How one attempt ended. */
export type SendResult =
  | { outcome: 'stored'; image: Image }
  | { outcome: 'rate_limited'; retryAfterSeconds: number }
  /** The connection ended before all bytes had left: sending again cannot store the image twice. */
  | { outcome: 'unreachable' }
  | { outcome: 'failed'; failure: UploadFailure }

/** Sends one file. An abort through the signal may end in any result: it is ignored. Must not reject. */
export type SendFile = (
  request: UploadRequest,
  watch: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
) => Promise<SendResult>

export interface UploadQueueOptions {
  send: SendFile
  /** What makes sending pointless, or `null`. Must not reject. */
  check: (request: UploadRequest) => Promise<PreflightFault | null>
  onStored?: (image: Image) => void
  /** Files on the wire at a time; four is where a browser stops getting faster. */
  concurrency?: number
  /** Silence on the wire after which an attempt is given up. */
  stallAfterMs?: number
  /** Silence allowed once all bytes are sent and the answer is awaited. */
  answerWithinMs?: number
}

const CHECKS_AT_A_TIME = 8
const PAINT_EVERY_MS = 100
/** Waits before a file is sent again after a lost connection; after the last one a person decides. */
const RECONNECT_SECONDS = [2, 4, 8, 16, 30]

interface Attempt {
  controller: AbortController
  stallTimer: ReturnType<typeof setTimeout>
}

/**
 * Uploads in order, a few at a time. Knows neither React nor HTTP: subscribe to snapshots, which change at
 * most ten times a second. A 429 or a lost connection puts its file back in line and pauses the
 * whole queue once.
 */
export class UploadQueue {
  readonly #options: Required<Omit<UploadQueueOptions, 'onStored'>> & Pick<UploadQueueOptions, 'onStored'>
  readonly #items = new Map<string, UploadItem>()
  /** Kept until an item is done: a failed file can be sent again. */
  readonly #requests = new Map<string, UploadRequest>()
  readonly #unchecked = new Set<string>()
  readonly #ready = new Set<string>()
  readonly #attempts = new Map<string, Attempt>()
  readonly #listeners = new Set<() => void>()
  #checking = 0
  /** Lost connections of a file since a person last asked for it. */
  readonly #losses = new Map<string, number>()
  readonly #pause = new QueuePause(() => {
    this.#changed()
    this.#pump()
  })
  #snapshot: UploadsSnapshot = EMPTY_SNAPSHOT
  #paintedAt = Number.NEGATIVE_INFINITY
  #paintTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: UploadQueueOptions) {
    this.#options = { concurrency: 4, stallAfterMs: 30_000, answerWithinMs: 120_000, ...options }
  }

  add(requests: readonly UploadRequest[]): void {
    for (const request of requests) {
      const { key, batch, path, source, fields } = request
      if (this.#items.has(key)) continue
      this.#requests.set(key, request)
      this.#unchecked.add(key)
      const sizeBytes = source.kind === 'file' ? source.file.size : null
      const state = { status: 'checking' } as const
      this.#items.set(key, { key, batch, path, source, fields, sizeBytes, facts: null, state })
    }
    this.#changed()
    this.#pump()
  }

  /** Puts a failed or cancelled file back in line, when that can help. */
  retry(key: string): void {
    const item = this.#items.get(key)
    if (item === undefined || !canRetry(item.state)) return
    this.#unchecked.add(key)
    this.#losses.delete(key)
    this.#set(key, { status: 'checking' })
    this.#pump()
  }

  retryFailed(): void {
    for (const item of [...this.#items.values()]) if (item.state.status === 'failed') this.retry(item.key)
  }

  /** The connection may be back: sends at once what was waiting for it or was given up because of it. */
  reconnect(): void {
    for (const { key, state } of [...this.#items.values()]) {
      if (state.status === 'failed' && state.failure.kind === 'disconnected') this.retry(key)
    }
    if (this.#pause.reason === 'unreachable') this.#pause.end()
  }

  /** Takes a waiting file out of line, or stops one on its way. */
  cancel(key: string): void {
    const state = this.#items.get(key)?.state
    if (state === undefined || !isOpen(state)) return
    this.#set(key, { status: 'cancelled' })
    this.#unchecked.delete(key)
    this.#ready.delete(key)
    this.#endAttempt(key)?.abort()
    this.#pump()
  }

  cancelAll(): void {
    const keys = [...this.#items.keys()]
    // Those on the wire last, or each stopped one would let the next start.
    for (const key of keys) if (this.#items.get(key)?.state.status !== 'sending') this.cancel(key)
    for (const key of keys) this.cancel(key)
  }

  /** Forgets everything that is neither waiting nor on its way. */
  dismissFinished(): void {
    for (const { key, state } of [...this.#items.values()]) {
      if (isOpen(state)) continue
      this.#items.delete(key)
      this.#requests.delete(key)
      this.#losses.delete(key)
    }
    this.#changed()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): UploadsSnapshot => this.#snapshot

  #set(key: string, state: UploadState): void {
    const item = this.#items.get(key)
    if (item === undefined) return
    this.#items.set(key, { ...item, state })
    if (state.status === 'done') {
      this.#requests.delete(key)
      this.#losses.delete(key)
    }
    this.#changed()
  }

  #pump(): void {
    while (this.#checking < CHECKS_AT_A_TIME) {
      const key = takeFirst(this.#unchecked)
      if (key === undefined) break
      void this.#check(key)
    }
    while (this.#pause.until === null && this.#attempts.size < this.#options.concurrency) {
      const key = takeFirst(this.#ready)
      if (key === undefined) break
      void this.#send(key)
    }
  }

  async #check(key: string): Promise<void> {
    const request = this.#requests.get(key)
    if (request === undefined) return
    this.#checking += 1
    const fault = await this.#options.check(request)
    this.#checking -= 1
    // It may have been cancelled, even put back in line, meanwhile: the next check decides then.
    if (this.#items.get(key)?.state.status === 'checking' && !this.#unchecked.has(key)) {
      if (fault === null) {
        this.#ready.add(key)
        this.#set(key, { status: 'waiting' })
      } else {
        this.#set(key, { status: 'failed', failure: fault })
      }
    }
    this.#pump()
  }

  async #send(key: string): Promise<void> {
    const request = this.#requests.get(key)
    if (request === undefined) return
    const attempt: Attempt = { controller: new AbortController(), stallTimer: this.#stallTimer(key, 0) }
    this.#attempts.set(key, attempt)
    this.#set(key, { status: 'sending', sentBytes: 0 })
    const sizeBytes = this.#items.get(key)?.sizeBytes ?? 0
    const result = await this.#options.send(request, {
      signal: attempt.controller.signal,
      onProgress: (sentBytes) => {
        if (this.#attempts.get(key) !== attempt) return
        clearTimeout(attempt.stallTimer)
        attempt.stallTimer = this.#stallTimer(key, sentBytes)
        this.#set(key, { status: 'sending', sentBytes: Math.min(sentBytes, sizeBytes) })
      },
    })
    if (this.#attempts.get(key) !== attempt) return
    this.#endAttempt(key)
    this.#settle(key, result)
    this.#pump()
  }

  #settle(key: string, result: SendResult): void {
    if (result.outcome === 'stored') {
      this.#set(key, { status: 'done', image: result.image })
      this.#options.onStored?.(result.image)
    } else if (result.outcome === 'failed') {
      this.#set(key, { status: 'failed', failure: result.failure })
    } else if (result.outcome === 'rate_limited') {
      this.#putBack(key, result.retryAfterSeconds, 'budget')
    } else {
      const losses = this.#losses.get(key) ?? 0
      const seconds = RECONNECT_SECONDS[losses]
      this.#losses.set(key, losses + 1)
      if (seconds === undefined) this.#set(key, { status: 'failed', failure: { kind: 'disconnected' } })
      else this.#putBack(key, seconds, 'unreachable')
    }
  }

  #putBack(key: string, pauseSeconds: number, reason: PauseReason): void {
    this.#ready.add(key)
    this.#set(key, { status: 'waiting' })
    this.#pause.hold(pauseSeconds, reason)
    this.#changed()
  }

  #stallTimer(key: string, sentBytes: number): ReturnType<typeof setTimeout> {
    const size = this.#items.get(key)?.sizeBytes ?? 0
    const isSent = sentBytes >= size
    return setTimeout(
      () => {
        this.#endAttempt(key)?.abort()
        this.#set(key, { status: 'failed', failure: { kind: isSent ? 'answer_lost' : 'stalled' } })
        this.#pump()
      },
      isSent ? this.#options.answerWithinMs : this.#options.stallAfterMs,
    )
  }

  #endAttempt(key: string): AbortController | undefined {
    const attempt = this.#attempts.get(key)
    if (attempt === undefined) return undefined
    clearTimeout(attempt.stallTimer)
    this.#attempts.delete(key)
    return attempt.controller
  }

  #changed(): void {
    if (this.#paintTimer !== undefined) return
    const wait = this.#paintedAt + PAINT_EVERY_MS - performance.now()
    if (wait <= 0) this.#paint()
    else this.#paintTimer = setTimeout(() => this.#paint(), wait)
  }

  #paint(): void {
    this.#paintTimer = undefined
    this.#paintedAt = performance.now()
    this.#snapshot = takeSnapshot(this.#items.values(), this.#pause)
    for (const listener of this.#listeners) listener()
  }
}

function takeFirst(keys: Set<string>): string | undefined {
  for (const key of keys) {
    keys.delete(key)
    return key
  }
  return undefined
}
