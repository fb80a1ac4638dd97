/** What one request brought. */
export interface Loaded<T> {
  items: readonly T[]
  /** Of the answer: pages of one revision agree with each other. */
  revision: number
}

interface WindowCacheOptions<T> {
  /** Aborted when nobody wants the page any more. */
  load: (offset: number, limit: number, signal: AbortSignal) => Promise<Loaded<T>>
  pageSize?: number
  /** More are kept only while all of them are in sight. */
  maxPages?: number
  maxInFlight?: number
}

interface Page<T> extends Loaded<T> {
  isStale: boolean
}

const RETRY_MS = { first: 1_000, most: 30_000 }

/**
 * A few pages of a list that may hold millions, by offset. Says what it has, fetches what is in sight (what is nearest
 * to its middle first), lets go of what is far away. After `invalidate` the old items stay until the new ones are here.
 */
export class WindowCache<T> {
  readonly #options: Required<WindowCacheOptions<T>>
  readonly #pages = new Map<number, Page<T>>()
  readonly #inFlight = new Map<number, AbortController>()
  readonly #listeners = new Set<() => void>()
  #wanted = { from: 0, to: 0 }
  #revision = -1
  #version = 0
  #failure: { error: unknown; waitMs: number } | null = null
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(options: WindowCacheOptions<T>) {
    this.#options = { pageSize: 200, maxPages: 20, maxInFlight: 3, ...options }
  }

  /** Changes whenever an answer changed; for `useSyncExternalStore`. */
  get version(): number {
    return this.#version
  }

  /** Why the last request failed; `null` while all is well. It is tried again by itself, less and less often. */
  get error(): unknown {
    return this.#failure?.error ?? null
  }

  itemAt = (offset: number): T | undefined => {
    const page = this.#pages.get(Math.floor(offset / this.#options.pageSize))
    return page?.items[offset % this.#options.pageSize]
  };

  /** Every item here now, with its offset. */
  *entries(): Generator<[offset: number, item: T]> {
    for (const [page, { items }] of this.#pages) {
      for (const [at, item] of items.entries()) yield [page * this.#options.pageSize + at, item]
    }
  }

  /** What is in sight: offsets `from` to `to` (exclusive). What is on its way for elsewhere is cancelled. */
  want = (from: number, to: number): void => {
    if (from === this.#wanted.from && to === this.#wanted.to) return
    this.#wanted = { from, to }
    this.#work()
  }

  /** Answers older than `revision` are fetched again when they are in sight. */
  invalidate(revision: number): void {
    if (revision <= this.#revision) return
    this.#revision = revision
    this.#work()
  }

  /** Every answer is of another question now: all are fetched again when they are in sight. */
  refresh(): void {
    for (const page of this.#pages.values()) page.isStale = true
    for (const request of this.#inFlight.values()) request.abort()
    this.#inFlight.clear()
    this.#work()
  }

  /**
   * Asks another question about what is in sight, and changes nothing yet. @returns what puts all its answers in at
   * once; every other answer is then fetched again when it is in sight
   */
  async prepare(load: (offset: number, limit: number) => Promise<Loaded<T>>): Promise<() => void> {
    const { pageSize } = this.#options
    const pages = [...new Set([0, ...this.#wantedPages()])]
    const loaded = await Promise.all(
      pages.map(async (page) => [page, await load(page * pageSize, pageSize)] as const),
    )
    return () => {
      for (const page of this.#pages.values()) page.isStale = true
      for (const request of this.#inFlight.values()) request.abort()
      this.#inFlight.clear()
      for (const [page, answer] of loaded) this.#store(page, answer)
      this.#work()
    }
  }

  /** Puts in what came by another way. */
  put(offset: number, loaded: Loaded<T>): void {
    if (offset % this.#options.pageSize !== 0) return
    this.#store(offset / this.#options.pageSize, loaded)
  }

  /** Tries now what failed. */
  retry(): void {
    clearTimeout(this.#retryTimer)
    this.#failure = null
    this.#work()
    this.#tell()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retryTimer)
    for (const request of this.#inFlight.values()) request.abort()
    this.#inFlight.clear()
  }

  /** Works again after `close`: an effect that runs twice closes what it goes on using. */
  open(): void {
    this.#isClosed = false
    this.#work()
  }

  #work(): void {
    if (this.#isClosed) return
    const missing = this.#wantedPages().filter((page) => !this.#isFresh(page))
    for (const [page, request] of this.#inFlight) {
      if (missing.includes(page)) continue
      request.abort()
      this.#inFlight.delete(page)
    }
    if (this.#failure !== null) return
    for (const page of missing) {
      if (this.#inFlight.size >= this.#options.maxInFlight) break
      if (!this.#inFlight.has(page)) void this.#fetch(page)
    }
  }

  async #fetch(page: number): Promise<void> {
    const { load, pageSize } = this.#options
    const request = new AbortController()
    this.#inFlight.set(page, request)
    try {
      const loaded = await load(page * pageSize, pageSize, request.signal)
      if (request.signal.aborted) return
      this.#inFlight.delete(page)
      this.#failure = null
      this.#store(page, loaded)
      this.#work()
    } catch (error) {
      if (request.signal.aborted) return
      this.#inFlight.delete(page)
      this.#fail(error)
    }
  }

  #store(page: number, { items, revision }: Loaded<T>): void {
    // An answer older than what is asked for would be fetched again and again by a server that lags behind.
    this.#pages.set(page, { items, revision: Math.max(revision, this.#revision), isStale: false })
    this.#evict()
    this.#tell()
  }

  #fail(error: unknown): void {
    const waitMs = Math.min(RETRY_MS.most, (this.#failure?.waitMs ?? RETRY_MS.first / 2) * 2)
    this.#failure = { error, waitMs }
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => {
      // The wait grows until an answer comes, so the failure stays known.
      const failure = this.#failure
      this.#failure = null
      this.#work()
      this.#failure = this.#inFlight.size > 0 ? failure : null
    }, waitMs)
    this.#tell()
  }

  /** Those in sight, nearest to the middle first. */
  #wantedPages(): number[] {
    const { from, to } = this.#wanted
    if (to <= from) return []
    const { pageSize } = this.#options
    const first = Math.floor(from / pageSize)
    const count = Math.floor((to - 1) / pageSize) - first + 1
    return Array.from({ length: count }, (_, at) => first + at).sort(
      (a, b) => this.#distance(a) - this.#distance(b),
    )
  }

  #isFresh(page: number): boolean {
    const known = this.#pages.get(page)
    return known !== undefined && !known.isStale && known.revision >= this.#revision
  }

  /** Pages between a page's middle and the middle of what is in sight. */
  #distance(page: number): number {
    return Math.abs(page + 0.5 - (this.#wanted.from + this.#wanted.to) / 2 / this.#options.pageSize)
  }

  #evict(): void {
    const keep = Math.max(this.#options.maxPages, this.#wantedPages().length)
    const excess = this.#pages.size - keep
    if (excess <= 0) return
    const farthest = [...this.#pages.keys()].sort((a, b) => this.#distance(b) - this.#distance(a))
    for (const page of farthest.slice(0, excess)) this.#pages.delete(page)
  }

  #tell(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}
