import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type {
  Freshness,
  LibraryDuplicates,
  LibraryFacets,
  LibraryFolders,
  LibraryGrowth,
  LibraryImage,
  LibraryKnownIds,
  LibraryOutline,
  LibraryPlace,
  LibraryStatus,
  LibrarySuggestions,
  LibraryTwins,
  LibraryWindow,
} from '#contract/library.ts'
import type { LibraryTwinsRequest } from '#contract/library-queries.ts'
import type { View } from '#contract/views/view.ts'
import type { ImagesApi } from '../cloudflare/images-api.ts'
import { atMost } from './at-most.ts'
import { findTwins } from './find-twins.ts'
import { readGrowth } from './growth.ts'
import { compileView } from './index/compile-view.ts'
import { folderOf } from './index/folder-of.ts'
import { keyAfter, msOfKey } from './index/image-key.ts'
import { createLibraryIndex, type LibraryIndexOptions } from './index/library-index.ts'
import type { ValueField } from './index/scan-values.ts'
import { createScans } from './index/scans.ts'
import { ascendingList, type Sequence, sortedSequence, uploadSequence } from './index/sequence.ts'
import type { TwinKind } from './index/twins.ts'
import { createLiveListings, type LivePages, liveFilterOf } from './live-listings.ts'
import type { Learnt, MeasuredImage, MeasureStore } from './measure/measure-store.ts'
import type { SyncStore } from './sync/sync-store.ts'

export interface ViewQuery {
  view: View
  /** ISO 8601; images uploaded later stay out. */
  until: string | null
  /** Of whoever waits: without anybody left, a scan that has not begun is not made. */
  signal?: AbortSignal
}

/** A window whose items are JSON already. */
export interface WindowText {
  head: Omit<LibraryWindow, 'items'>
  /** The elements of a JSON array of `LibraryImage`. */
  items: Uint8Array
  /** Origins the pictures among them are delivered from. */
  origins: string[]
}

/** A group of twins whose items are JSON already. */
export interface TwinGroupText {
  key: string
  count: number
  /** As those of a window. */
  items: Uint8Array
}

/** The whole library: from the index, and from the live listing where the index does not reach yet. */
export interface Library {
  window(query: ViewQuery & { offset: number; limit: number }): Promise<WindowText>
  outline(query: ViewQuery): Promise<LibraryOutline>
  place(query: ViewQuery & { id: ImageId }): Promise<LibraryPlace>
  facets(view: View, signal?: AbortSignal): Promise<LibraryFacets>
  folders(parent: string, signal?: AbortSignal): Promise<LibraryFolders>
  suggestions(field: ValueField, prefix: string, signal?: AbortSignal): Promise<LibrarySuggestions>
  duplicates(query: {
    of: TwinKind
    view: View
    offset: number
    limit: number
    signal?: AbortSignal
  }): Promise<{ head: Omit<LibraryDuplicates, 'groups'>; groups: TwinGroupText[]; origins: string[] }>
  twins(files: LibraryTwinsRequest['files'], signal?: AbortSignal): Promise<LibraryTwins>
  /** Images of the view; `null` while the index does not have every image. */
  count(view: View, signal?: AbortSignal): Promise<number | null>
  status(): LibraryStatus
  growth(): Promise<LibraryGrowth>
  /** Which of the ids the index has; none while it cannot tell. */
  knownIds(ids: readonly ImageId[]): Promise<LibraryKnownIds>
  /** What the index knows of one image; `null` when that is nothing, or it cannot tell now. */
  image(id: ImageId): Promise<Image | null>
  /** The desk uploaded it. These three never fail and take a quarter of a second at most: a sweep mends what got lost. */
  wroteThrough(image: Image): Promise<void>
  removed(id: ImageId): Promise<void>
  /** The desk edited it; its id may be another one now. */
  replaced(oldId: ImageId, image: Image): Promise<void>
  /** Something was found out about the bytes of an image. Never fails, waits for nothing. */
  measured(image: MeasuredImage, learnt: Learnt): void
  /** Somebody looks at the library. */
  looked(): void
  /** For the sync and for measuring. */
  readonly store: SyncStore & MeasureStore
  close(): Promise<void>
}

const WRITE_WAIT_MS = 250
/** An index of a million images is open after half a second; until then the live listing has to answer. */
const OPEN_WAIT_MS = 1_000
const RETRIES = 3
/** Of one group of twins; more of them are more of the same. */
const GROUP_ITEMS = 100

export function createLibrary(
  options: LibraryIndexOptions & { images: Pick<ImagesApi, 'listImages'>; onLooked(): void },
): Library {
  const { folderField, log, onLooked } = options
  const index = createLibraryIndex(options)
  const scans = createScans(index)
  const live = createLiveListings(options.images)

  function freshness(source: Freshness['source'], revision?: number): Freshness {
    const facts = index.facts()
    return {
      source,
      asOf: source === 'live' ? new Date().toISOString() : (facts?.asOf ?? null),
      complete: facts?.complete ?? false,
      syncing:
        facts === null || facts.passSeen === null
          ? null
          : { count: facts.passSeen, ofAbout: facts.complete ? index.order.size : null },
      revision: revision ?? facts?.revision ?? 0,
    }
  }

  async function sequenceOf({
    view,
    until,
    signal,
  }: ViewQuery): Promise<{ sequence: Sequence; revision: number }> {
    const untilMs = until === null ? null : Date.parse(until)
    const isUploadOrder = view.sort.field === 'uploaded'
    const revision = index.facts()?.revision ?? 0
    if (isUploadOrder && view.terms.length === 0) {
      return { sequence: uploadSequence(index.order, view.sort.direction, untilMs), revision }
    }
    const list = await scans.positions(view, signal)
    const sequence = isUploadOrder
      ? uploadSequence(ascendingList(list.keys), view.sort.direction, untilMs)
      : sortedSequence(list.keys, untilMs)
    return { sequence, revision: list.revision }
  }

  /** `null` when the index answers: it has everything, or the Images API cannot answer such a view. */
  async function livePages({ view, until }: ViewQuery, count: number): Promise<LivePages | null> {
    if (index.facts() === null) await atMost(OPEN_WAIT_MS, index.opened())
    if (index.facts()?.complete === true) return null
    const filter = liveFilterOf(view)
    if (filter === null) return null
    try {
      const untilMs = until === null ? null : Date.parse(until)
      return await live.read(filter, view.sort.direction, untilMs, count)
    } catch (error) {
      // An outage: what the index has is better than nothing.
      if (index.order.size > 0) return null
      throw error
    }
  }

  function liveWindow({ images, isWhole }: LivePages, offset: number, limit: number): WindowText {
    const items = images
      .slice(offset, offset + limit)
      .map((image): LibraryImage => ({ ...image, folder: folderOf(image, folderField), measurements: null }))
    const urls = items.flatMap(({ variants }) => variants[0]?.url ?? [])
    return {
      head: {
        ...freshness('live'),
        offset,
        total: isWhole ? images.length : null,
        reachable: images.length,
      },
      items: Buffer.from(JSON.stringify(items).slice(1, -1)),
      origins: [...new Set(urls.flatMap((url) => (URL.canParse(url) ? new URL(url).origin : [])))],
    }
  }

  /**
   * The first window of a view nobody looked at before, without finding all of its images: the newest ones, when they are
   * found in a moment. `null` otherwise.
   */
  async function newest({ view, until }: ViewQuery, limit: number): Promise<WindowText | null> {
    const { matchOnly, isOfRowsAlone, orderBy } = compileView(view)
    if (matchOnly === null && (!isOfRowsAlone || orderBy !== '')) return null
    if (view.sort.direction === 'ascending' || scans.hasPositions(view)) return null
    const revision = index.facts()?.revision ?? 0
    const below = until === null ? Number.MAX_SAFE_INTEGER : keyAfter(Date.parse(until))
    const keys = await index.newest(view, below, limit)
    if (keys === null) return null
    const { json, origins } = await index.rows(keys)
    const total = keys.length < limit ? keys.length : null
    const head = { ...freshness('index', revision), offset: 0, total, reachable: keys.length }
    return { head, items: json, origins }
  }

  async function written(work: Promise<void>): Promise<void> {
    live.forget()
    const told = work.catch((error: unknown) =>
      log({ error }, 'A change could not be written to the library index'),
    )
    await atMost(WRITE_WAIT_MS, told)
  }

  return {
    async window({ offset, limit, ...query }) {
      // One more than asked for: then `reachable` grows before somebody is at the end.
      const pages = await livePages(query, offset + limit + 1)
      if (pages !== null) return liveWindow(pages, offset, limit)
      const first = offset === 0 ? await newest(query, limit) : null
      if (first !== null) return first
      for (let attempt = 1; ; attempt++) {
        const { sequence, revision } = await sequenceOf(query)
        const keys = sequence.keys(offset, limit)
        const { json, count, origins } = await index.rows(keys)
        // Something was removed between the two: its news is here by now.
        if (count < keys.length && attempt < RETRIES) continue
        const { total } = sequence
        return {
          head: { ...freshness('index', revision), offset, total, reachable: total },
          items: json,
          origins,
        }
      }
    },

    async outline(query) {
      const newestFirst = query.view.sort.direction === 'descending'
      const pages = await livePages(query, 1)
      if (pages !== null) {
        const { images, isWhole } = pages
        return {
          ...freshness('live'),
          total: isWhole ? images.length : null,
          reachable: images.length,
          months: [],
          newest: newestFirst ? (images[0]?.uploadedAt ?? null) : null,
          newer: 0,
        }
      }
      const { sequence, revision } = await sequenceOf(query)
      const last = index.order.at(index.order.size - 1)
      return {
        ...freshness('index', revision),
        total: sequence.total,
        reachable: sequence.total,
        months: sequence.months(),
        newest: last === undefined ? null : new Date(msOfKey(last)).toISOString(),
        newer: sequence.newer,
      }
    },

    async place({ id, ...query }) {
      const pages = await livePages(query, 1)
      if (pages !== null) {
        const offset = pages.images.findIndex((image) => image.id === id)
        return { ...freshness('live'), offset: offset === -1 ? null : offset }
      }
      const key = await index.key(id)
      const { sequence, revision } = await sequenceOf(query)
      return { ...freshness('index', revision), offset: key === null ? null : sequence.offsetOf(key) }
    },

    async facets(view, signal) {
      const { revision, ...facets } = await scans.facets(view, signal)
      return { ...freshness('index', revision), ...facets }
    },

    async folders(parent, signal) {
      const { revision, ...folders } = await scans.folders(parent, signal)
      return { ...freshness('index', revision), ...folders }
    },

    async suggestions(field, prefix, signal) {
      const { revision, values } = await scans.suggestions(field, prefix, signal)
      return { ...freshness('index', revision), values }
    },

    async duplicates({ of, view, offset, limit, signal }) {
      const { revision, keys, starts } = await scans.duplicates(of, view, signal)
      const wanted = [...starts.subarray(offset, offset + limit).keys()].map((at) => {
        const group = keys.subarray(starts[offset + at], starts[offset + at + 1] ?? keys.length)
        return {
          key: String(group.at(-1)),
          count: group.length,
          rows: index.rows(group.slice(0, GROUP_ITEMS)),
        }
      })
      const origins = new Set<string>()
      const groups = await Promise.all(
        wanted.map(async ({ rows, ...group }) => {
          const { json, origins: seen } = await rows
          for (const origin of seen) origins.add(origin)
          return { ...group, items: json }
        }),
      )
      return {
        head: { ...freshness('index', revision), totalGroups: starts.length },
        groups,
        origins: [...origins],
      }
    },

    async twins(files, signal) {
      const twins = await findTwins(index, files, signal)
      return { ...freshness('index'), twins }
    },

    async count(view, signal) {
      if (index.facts()?.complete !== true) return null
      return (await sequenceOf({ view, until: null, ...(signal && { signal }) })).sequence.total
    },

    status() {
      const facts = index.facts()
      const images = index.order.size
      return {
        ...freshness('index'),
        images,
        measured: images - Math.min(images, facts?.unmeasured ?? images),
        rebuiltAt: facts?.rebuiltAt ?? null,
        folderField,
      }
    },

    async growth() {
      await atMost(OPEN_WAIT_MS, index.opened())
      return { ...(await readGrowth(index, Date.now())), ...freshness('index') }
    },

    async knownIds(ids) {
      const revision = index.facts()?.revision
      const known = revision === undefined ? [] : await index.knownIds(ids)
      return { ...freshness('index', revision), known }
    },

    image: (id) => (index.facts() === null ? Promise.resolve(null) : index.image(id).catch(() => null)),
    wroteThrough: (image) => written(index.wroteThrough(image)),
    removed: (id) => written(index.removed(id)),
    replaced: (oldId, image) => written(index.replaced(oldId, image)),
    measured(image, learnt) {
      index
        .learnt(image, learnt)
        .catch((error: unknown) => log({ error }, 'A measurement could not be written to the library index'))
    },
    looked: onLooked,
    store: index,
    close: index.close,
  }
}
