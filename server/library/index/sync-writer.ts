import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { Image } from '#contract/images.ts'
import { readListPage } from '../../cloudflare/list-page.ts'
import { afterPage, headAfterPage, headAfterPassBegan } from '../sync/positions.ts'
import type { HeadPosition, Pass, SyncState, SyncStore } from '../sync/sync-store.ts'
import type { ImageTable } from './image-table.ts'
import type { StoredRow } from './stored-row.ts'

/** The methods of `SyncStore`, answered at once. */
export type Answers<Store> = {
  [Name in keyof Store]: Store[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never
}

const Walker = z.discriminatedUnion('at', [
  z.object({ at: z.literal('start') }),
  z.object({ at: z.literal('page'), cursor: z.string(), edge: z.number() }),
  z.object({ at: z.literal('end') }),
])
const Saved = z.object({
  /** Of the last pass that was begun. */
  generation: z.number(),
  pass: z
    .object({
      generation: z.number(),
      kind: z.enum(['fill', 'sweep']),
      startedAt: z.string(),
      walkers: z.object({ newest: Walker, oldest: Walker }),
    })
    .nullable(),
  /** Images the pass saw so far. */
  seen: z.number(),
  completeSince: z.string().nullable(),
  headAt: z.string().nullable(),
  /** When the last page of any kind was asked for. */
  asOf: z.string().nullable(),
  head: z.object({ reachedTo: z.number().nullable(), runFrom: z.number().nullable() }),
})
export type SavedSync = z.infer<typeof Saved>

const NOTHING: SavedSync = {
  generation: 0,
  pass: null,
  seen: 0,
  completeSince: null,
  headAt: null,
  asOf: null,
  head: { reachedTo: null, runFrom: null } satisfies HeadPosition,
}

/** A listing may lag behind what the desk did for so long. */
const LAG_MS = 60_000
const TOMBSTONE_KEPT_MS = 10 * 60_000
/** A page is 1,000 rows; more in its range are looked up one by one. */
const RANGE_ROWS = 4_000
/** Rows taken out in one go, so that memory stays small. */
const REMOVED_AT_ONCE = 10_000

/** What the sync writes. `now` in ms since 1970. */
export function createSyncWriter(database: DatabaseSync, table: ImageTable, now: () => number) {
  const read = database.prepare("select value from state where name = 'sync'")
  const write = database.prepare("insert or replace into state (name, value) values ('sync', ?)")
  const tombstones = database.prepare('select id, at from tombstones')
  const bury = database.prepare('insert or replace into tombstones (id, at) values (?, ?)')
  const unbury = database.prepare('delete from tombstones where id = ?')
  const forgetTombstones = database.prepare('delete from tombstones where at < ?')
  const older = database.prepare(
    `select key from images where generation < ? and touched < ? order by key limit ${REMOVED_AT_ONCE}`,
  )

  function load(): SavedSync {
    const found = read.get()?.['value']
    return typeof found === 'string' ? Saved.parse(JSON.parse(found)) : NOTHING
  }
  const save = (state: SavedSync) => write.run(JSON.stringify(state))
  const iso = (ms: number) => new Date(ms).toISOString()

  /** @returns how many rows are new, how many say something else now */
  function put(images: ReturnType<typeof readListPage>['images'], requestedAt: number, generation: number) {
    const times = images.map(({ uploadedAt }) => Date.parse(uploadedAt))
    const rows = new Map<string, StoredRow>()
    if (times.length > 0) {
      const found = table.between(Math.min(...times), Math.max(...times), RANGE_ROWS)
      for (const row of found) rows.set(row.id, row)
    }
    const buried = new Map(tombstones.all().map((row) => [row['id'], Number(row['at'])]))
    let added = 0
    let changed = 0
    for (const { image, below } of inWritingOrder(images)) {
      if ((buried.get(image.id) ?? Number.NEGATIVE_INFINITY) >= requestedAt) continue
      const row = rows.get(image.id) ?? table.byId(image.id)
      if (row !== null && row.touched >= requestedAt) {
        table.mark(row, generation)
        continue
      }
      const outcome = table.put(image, row, { generation, touched: 0 }, below)
      if (outcome === 'added') added += 1
      else if (outcome === 'changed') changed += 1
    }
    return { added, changed }
  }

  const store: Answers<SyncStore> = {
    load(): SyncState {
      const { pass, completeSince, headAt } = load()
      return { pass, completeSince, headAt }
    },

    begin(kind) {
      return table.transaction(() => {
        const state = load()
        const generation = state.generation + 1
        const walkers = { newest: { at: 'start' }, oldest: { at: 'start' } } as const
        const pass: Pass = { generation, kind, startedAt: iso(now()), walkers }
        forgetTombstones.run(now() - TOMBSTONE_KEPT_MS)
        save({ ...state, generation, pass, seen: 0 })
        return pass
      })
    },

    applyPage({ generation, walker, body, requestedAt }) {
      const page = readListPage(body)
      return table.transaction(() => {
        const state = load()
        if (state.pass === null || state.pass.generation !== generation) {
          return {
            images: 0,
            walkers: state.pass?.walkers ?? { newest: { at: 'end' }, oldest: { at: 'end' } },
          }
        }
        put(page.images, requestedAt, generation)
        const wasAtStart = state.pass.walkers[walker].at === 'start'
        const walkers = afterPage(state.pass.walkers, walker, page)
        const head = walker === 'newest' && wasAtStart ? headAfterPassBegan(state.head, page) : state.head
        const seen = state.seen + page.images.length
        save({ ...state, pass: { ...state.pass, walkers }, head, seen, asOf: iso(requestedAt) })
        return { images: page.images.length, walkers }
      })
    },

    applyHead({ body, requestedAt, isFirst }) {
      const page = readListPage(body)
      return table.transaction(() => {
        const state = load()
        const { added, changed } = put(page.images, requestedAt, state.generation)
        const { head, meetsKnown } = headAfterPage(state.head, { ...page, isFirst })
        save({ ...state, head, headAt: iso(requestedAt), asOf: iso(requestedAt) })
        return { added, changed, meetsKnown, nextCursor: page.nextCursor }
      })
    },

    finish(generation) {
      return table.transaction(() => {
        const state = load()
        const { pass } = state
        if (pass === null || pass.generation !== generation) return { removed: 0 }
        if (pass.walkers.newest.at !== 'end' || pass.walkers.oldest.at !== 'end') return { removed: 0 }
        const lagFrom = Date.parse(pass.startedAt) - LAG_MS
        let removed = 0
        for (;;) {
          const keys = older.all(generation, lagFrom).map((row) => Number(row['key']))
          for (const key of keys) table.remove({ key })
          removed += keys.length
          if (keys.length < REMOVED_AT_ONCE) break
        }
        save({ ...state, pass: null, completeSince: pass.startedAt })
        return { removed }
      })
    },
  }

  return { ...store, saved: load, bury, unbury }
}

/**
 * Upwards, whichever way the page goes: rows that are added downwards leave every page of the file half empty. The very
 * newest ones of a page that goes down may share their millisecond with the last ones of the page before: they come below those.
 */
function inWritingOrder(images: readonly Image[]): { image: Image; below: boolean }[] {
  const [first, last] = [images[0]?.uploadedAt ?? '', images.at(-1)?.uploadedAt ?? '']
  if (first <= last) return images.map((image) => ({ image, below: false }))
  const isTop = ({ uploadedAt }: Image) => uploadedAt === first
  return [
    ...images
      .filter((image) => !isTop(image))
      .toReversed()
      .map((image) => ({ image, below: false })),
    ...images.filter(isTop).map((image) => ({ image, below: true })),
  ]
}
