import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { ValueCount } from '#contract/library.ts'
import { PROBLEM_STATUS } from '#contract/problem.ts'
import type { View } from '#contract/views/view.ts'
import { UpstreamError, type UpstreamErrorKind } from '../../cloudflare/upstream-error.ts'
import type { MeasureStore } from '../measure/measure-store.ts'
import type { SyncStore } from '../sync/sync-store.ts'
import type { CrossingError } from '../threads/calls.ts'
import { createThread } from '../threads/thread.ts'
import { ThreadError } from '../threads/thread-error.ts'
import type { Folders } from './folder-tree.ts'
import type { Answer } from './kept-answers.ts'
import { createKeyOrder, type KeyOrder } from './key-order.ts'
import type { TwinImage } from './near-looks.ts'
import type { RowsText } from './reader.ts'
import { READER_CALLS } from './reader-calls.ts'
import type { Facets } from './scan-facets.ts'
import type { ValueField } from './scan-values.ts'
import type { Positions, TwinGroups } from './scanner.ts'
import { SCANNER_CALLS } from './scanner-calls.ts'
import { setAside } from './set-aside.ts'
import type { TwinKind } from './twins.ts'
import type { IndexFacts, IndexNews } from './writer.ts'
import { WRITER_CALLS } from './writer-calls.ts'

/** The index as the request path sees it: the order of everything in memory, the rest in threads. */
export interface LibraryIndex extends SyncStore, MeasureStore {
  /** `null` until the file was opened, and while a broken one is replaced. */
  facts(): IndexFacts | null
  /** Resolves when the file was opened, or could not be. */
  opened(): Promise<void>
  /** Everything there is, in upload order. */
  readonly order: KeyOrder
  /** The newest row numbers of a view below `below`; `null` when they are not found in a moment. */
  newest(view: View, below: number, limit: number): Promise<Float64Array | null>
  /** Row numbers of the drafts, ascending. */
  drafts(): Promise<Float64Array>
  rows(keys: Float64Array): Promise<RowsText>
  key(id: string): Promise<number | null>
  image(id: ImageId): Promise<Image | null>
  /** Those of the ids that are there. */
  knownIds(ids: readonly ImageId[]): Promise<ImageId[]>
  /** This and what follows is not begun when the signal is aborted before its turn. */
  positions(view: View, signal?: AbortSignal): Promise<Positions>
  facets(view: View, signal?: AbortSignal): Promise<Facets & Answer>
  folders(parent: string, signal?: AbortSignal): Promise<Folders & Answer>
  suggestions(
    field: ValueField,
    prefix: string,
    signal?: AbortSignal,
  ): Promise<{ values: ValueCount[] } & Answer>
  duplicates(of: TwinKind, view: View, signal?: AbortSignal): Promise<TwinGroups>
  /** For each content hash the newest image with these bytes. */
  sameBytes(hashes: readonly string[]): Promise<(TwinImage | null)[]>
  /** For each perceptual hash the image that looks most like it, if one looks the same. */
  sameLooks(looks: readonly string[], signal?: AbortSignal): Promise<(TwinImage | null)[]>
  wroteThrough(image: Image): Promise<void>
  removed(id: ImageId): Promise<void>
  replaced(oldId: ImageId, image: Image): Promise<void>
  close(): Promise<void>
}

export interface LibraryIndexOptions {
  /** Absolute; made when missing. */
  path: string
  folderField: string
  log(event: { error?: unknown; aside?: string }, message: string): void
}

/** A page is a few dozen milliseconds; taking out a million rows is minutes. */
const WRITE_TIMEOUT_MS = 10 * 60_000
const READ_TIMEOUT_MS = 10_000
const SCAN_TIMEOUT_MS = 60_000
/** A gigabyte is read through once more. */
const CLOSE_TIMEOUT_MS = 15_000
const RETRY_OPEN_MS = 5_000

/** Opens the index in the background. A file that cannot be used is set aside and a new one begun, at any moment. */
export function createLibraryIndex({ path, folderField, log }: LibraryIndexOptions): LibraryIndex {
  mkdirSync(dirname(path), { recursive: true })
  let facts: IndexFacts | null = null
  let order = createKeyOrder()
  /** News that came while the order was being read. */
  let early: IndexNews[] | null = []
  let rebuiltAt: string | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  const writer = createThread({
    module: new URL('./writer-thread.ts', import.meta.url),
    calls: WRITER_CALLS,
    data: () => ({ path, settings: { folderField }, rebuiltAt }),
    errorOf: upstreamError,
    timeoutMs: WRITE_TIMEOUT_MS,
  })
  const reader = createThread({
    module: new URL('./reader-thread.ts', import.meta.url),
    calls: READER_CALLS,
    data: () => ({ path }),
    timeoutMs: READ_TIMEOUT_MS,
  })
  const scanner = createThread({
    module: new URL('./scanner-thread.ts', import.meta.url),
    calls: SCANNER_CALLS,
    data: () => ({ path }),
    timeoutMs: SCAN_TIMEOUT_MS,
  })

  let rebuilding: Promise<void> | null = null
  /** Counts the files: what was found broken in one says nothing of the next. */
  let era = 0
  let opening: Promise<void> | null = null
  /** Reads what is on disk; for the first time, or again after the writer was lost with news untold. */
  function open(): Promise<void> {
    const file = era
    opening ??= readAll()
      .catch((error: unknown) => (isOfBroken(error, file) ? rebuild(error, file) : openLater(error)))
      .finally(() => {
        opening = null
      })
    return opening
  }

  function openLater(error: unknown): void {
    if (closed) return
    log({ error }, 'The library index could not be opened; trying again')
    if (retry !== null) clearTimeout(retry)
    retry = setTimeout(() => void open(), RETRY_OPEN_MS)
    retry.unref()
  }

  /** Also for whoever was at work with it when somebody else found out. */
  const isOfBroken = (error: unknown, file: number) =>
    isFault(error, 'broken') || (isFault(error, 'gone') && era !== file)

  async function readAll(): Promise<void> {
    early ??= []
    const opened = await writer.call('open', [])
    const keys = await reader.call('order', [])
    order = createKeyOrder(keys)
    facts = opened
    const missed = early
    early = null
    for (const news of missed) apply(news)
  }

  function rebuild(error: unknown, of: number): Promise<void> {
    if (of !== era) return rebuilding ?? Promise.resolve()
    era += 1
    rebuilding ??= (async () => {
      facts = null
      order = createKeyOrder()
      early = []
      await Promise.all([writer.stop(), reader.stop(), scanner.stop()])
      const aside = setAside(path)
      rebuiltAt = new Date().toISOString()
      log({ error, aside }, 'The library index was broken; it was set aside and is built anew')
      await readAll()
    })()
      .catch(openLater)
      .finally(() => {
        rebuilding = null
      })
    return rebuilding
  }

  function apply(news: IndexNews): void {
    if (early !== null) {
      early.push(news)
      return
    }
    if (news.removed.length > 0) order.remove(news.removed)
    if (news.added.length > 0) order.add(news.added)
    facts = news.facts
  }

  /** `work`, once more after a broken file was replaced when `again` says so. */
  async function guarded<Result>(work: () => Promise<Result>, again: boolean): Promise<Result> {
    const file = era
    try {
      return await work()
    } catch (error) {
      if (closed) throw error
      if (isOfBroken(error, file)) {
        await rebuild(error, file)
        if (again) return work()
      }
      throw error
    }
  }

  async function write<Result>(
    work: () => Promise<{ result: Result; news: IndexNews }>,
    again: boolean,
  ): Promise<Result> {
    return guarded(async () => {
      if (facts === null) await opening
      try {
        const { result, news } = await work()
        apply(news)
        return result
      } catch (error) {
        if (isFault(error, 'gone') && !closed && rebuilding === null) {
          // It may have stored something and not lived to tell.
          early ??= []
          void open()
        }
        throw error
      }
    }, again)
  }

  void open()

  return {
    facts: () => facts,
    opened: async () => {
      if (facts === null) await opening
    },
    get order() {
      return order
    },
    newest: (view, below, limit) => guarded(() => reader.call('newest', [view, below, limit]), true),
    drafts: () => guarded(() => reader.call('drafts', []), true),
    rows: (keys) => guarded(() => reader.call('rows', [keys]), true),
    key: (id) => guarded(() => reader.call('key', [id]), true),
    image: (id) => guarded(() => reader.call('image', [id]), true),
    knownIds: (ids) => guarded(() => reader.call('knownIds', [[...ids]]), true),
    positions: (view, signal) => guarded(() => scanner.call('positions', [view], { signal }), true),
    facets: (view, signal) => guarded(() => scanner.call('facets', [view], { signal }), true),
    folders: (parent, signal) => guarded(() => scanner.call('folders', [parent], { signal }), true),
    suggestions: (field, prefix, signal) =>
      guarded(() => scanner.call('suggestions', [field, prefix], { signal }), true),
    duplicates: (of, view, signal) => guarded(() => scanner.call('duplicates', [of, view], { signal }), true),
    sameBytes: (hashes) => guarded(() => reader.call('sameBytes', [[...hashes]]), true),
    sameLooks: (looks, signal) => guarded(() => scanner.call('sameLooks', [[...looks]], { signal }), true),
    wroteThrough: (image) => write(() => writer.call('wroteThrough', [image]), true),
    removed: (id) => write(() => writer.call('removed', [id]), true),
    replaced: (oldId, image) => write(() => writer.call('replaced', [oldId, image]), true),
    load: () => guarded(() => writer.call('load', []), true),
    begin: (kind) => write(() => writer.call('begin', [kind]), true),
    applyPage: (page) =>
      write(() => writer.call('applyPage', [page], { transfer: ownBuffer(page.body) }), false),
    applyHead: (page) => write(() => writer.call('applyHead', [page]), true),
    finish: (generation) => write(() => writer.call('finish', [generation]), false),
    next: (limit) => guarded(() => writer.call('next', [limit]), true),
    learnt: (image, learnt) => write(() => writer.call('learnt', [image, learnt]), false),
    failed: (image, reason) => guarded(() => writer.call('failed', [image, reason]), false),
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      await Promise.allSettled([reader.close(), scanner.close()])
      // Closed in order, it can be told from a damaged one.
      await writer.call('close', [], { timeoutMs: CLOSE_TIMEOUT_MS }).catch(() => {})
      await writer.close()
    },
  }
}

/** A megabyte that is handed over need not be copied on the thread that serves people. */
function ownBuffer({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function isFault(error: unknown, fault: ThreadError['fault']): boolean {
  return error instanceof ThreadError && error.fault === fault
}

function upstreamError({ name, message, kind }: CrossingError): Error | null {
  return name === 'UpstreamError' && isUpstreamKind(kind) ? new UpstreamError(kind, message) : null
}

function isUpstreamKind(kind: string | null): kind is UpstreamErrorKind {
  return kind !== null && kind in PROBLEM_STATUS
}
