import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { GuestRefusal } from '#contract/guest.ts'
import { type ImageId, parseImageId } from '#contract/image-id.ts'

export type DraftState = 'making' | 'waiting' | 'arrived' | 'refused' | 'expired'

/** One file that a guest asked an address for. Times are ms since 1970. */
export interface StoredDraft {
  linkId: string
  key: string
  /** `making`: its place is kept, the address is not known yet. */
  state: DraftState
  reason: GuestRefusal | null
  name: string
  /** As the guest says, then as it arrived. */
  sizeBytes: number
  imageId: ImageId | null
  /** One-time; `null` once it is of no use. */
  uploadUrl: string | null
  createdAt: number
  expiresAt: number
  arrivedAt: number | null
}

/** What counts against a link: everything that arrived, and everything that still may. */
export interface LinkUse {
  arrived: number
  waiting: number
  sizeBytes: number
}

export interface UploadDrafts {
  get(linkId: string, key: string): StoredDraft | null
  /** Newest first, at most `limit`. */
  list(linkId: string, limit: number): StoredDraft[]
  usage(linkId: string): LinkUse
  /** The use of a link without one of its files. */
  usageWithout(linkId: string, key: string): LinkUse
  /** Keeps a place for a file before its address is made, in place of whatever the key stood for. */
  keepPlace(place: {
    linkId: string
    key: string
    name: string
    sizeBytes: number
    now: number
    checkAt: number
  }): void
  /** The place has its address. */
  handedOut(
    linkId: string,
    key: string,
    draft: { imageId: ImageId; uploadUrl: string; expiresAt: number; checkAt: number },
  ): void
  arrived(linkId: string, key: string, sizeBytes: number, now: number): void
  refused(linkId: string, key: string, reason: GuestRefusal): void
  expired(linkId: string, key: string): void
  /** Looked at and still waiting. */
  checkAgain(linkId: string, key: string, checkAt: number): void
  /** Gives the place back. */
  drop(linkId: string, key: string): void
  /** Those not settled that are to be looked at by now, the longest due first. */
  due(now: number, limit: number): StoredDraft[]
  /** Has all of the link looked at as soon as may be. */
  makeDue(linkId: string, now: number): void
  /** Forgets what expired, or was refused, before `before`. */
  forget(before: number): void
}

const COLUMNS = `link_id, key, state, reason, name, size_bytes, image_id, upload_url, created_at, expires_at, arrived_at`
const USE = `select
    count(*) filter (where state = 'arrived') as arrived,
    count(*) filter (where state in ('making', 'waiting')) as waiting,
    coalesce(sum(size_bytes) filter (where state in ('making', 'waiting', 'arrived')), 0) as size_bytes
  from upload_drafts where link_id = ? and key <> ?`

const Row = z.object({
  link_id: z.string(),
  key: z.string(),
  state: z.enum(['making', 'waiting', 'arrived', 'refused', 'expired']),
  reason: z.enum(['file_too_large', 'no_room']).nullable(),
  name: z.string(),
  size_bytes: z.number(),
  image_id: z.string().nullable(),
  upload_url: z.string().nullable(),
  created_at: z.number(),
  expires_at: z.number(),
  arrived_at: z.number().nullable(),
})

/** What was handed out under upload links, in the desk's store. Every call is one statement. */
export function createUploadDrafts(store: DatabaseSync): UploadDrafts {
  const one = store.prepare(`select ${COLUMNS} from upload_drafts where link_id = ? and key = ?`)
  const all = store.prepare(
    `select ${COLUMNS} from upload_drafts where link_id = ? order by created_at desc, key limit ?`,
  )
  const use = store.prepare(USE)
  const insert = store.prepare(
    `insert or replace into upload_drafts (${COLUMNS}, check_at)
     values (?, ?, 'making', null, ?, ?, null, null, ?, ?, null, ?)`,
  )
  const hand = store.prepare(
    `update upload_drafts set state = 'waiting', image_id = ?, upload_url = ?, expires_at = ?, check_at = ?
     where link_id = ? and key = ?`,
  )
  const settle = store.prepare(
    `update upload_drafts set state = ?, reason = ?, size_bytes = coalesce(?, size_bytes), arrived_at = ?, upload_url = null
     where link_id = ? and key = ?`,
  )
  const later = store.prepare('update upload_drafts set check_at = ? where link_id = ? and key = ?')
  const remove = store.prepare('delete from upload_drafts where link_id = ? and key = ?')
  const due = store.prepare(
    `select ${COLUMNS} from upload_drafts where state in ('making', 'waiting') and check_at <= ?
     order by check_at limit ?`,
  )
  const hurry = store.prepare(
    `update upload_drafts set check_at = ? where link_id = ? and state in ('making', 'waiting')`,
  )
  const forget = store.prepare(
    `delete from upload_drafts where state in ('expired', 'refused') and expires_at < ?`,
  )
  const usageOf = (linkId: string, except: string): LinkUse => {
    const row = use.get(linkId, except)
    const number = (name: string) => Number(row?.[name] ?? 0)
    return { arrived: number('arrived'), waiting: number('waiting'), sizeBytes: number('size_bytes') }
  }

  return {
    get(linkId, key) {
      const row = one.get(linkId, key)
      return row === undefined ? null : draftOf(row)
    },
    list: (linkId, limit) => all.all(linkId, limit).map(draftOf),
    usage: (linkId) => usageOf(linkId, ''),
    usageWithout: usageOf,
    keepPlace({ linkId, key, name, sizeBytes, now, checkAt }) {
      insert.run(linkId, key, name, sizeBytes, now, checkAt, checkAt)
    },
    handedOut(linkId, key, { imageId, uploadUrl, expiresAt, checkAt }) {
      hand.run(imageId, uploadUrl, expiresAt, checkAt, linkId, key)
    },
    arrived(linkId, key, sizeBytes, now) {
      settle.run('arrived', null, sizeBytes, now, linkId, key)
    },
    refused(linkId, key, reason) {
      settle.run('refused', reason, null, null, linkId, key)
    },
    expired(linkId, key) {
      settle.run('expired', null, null, null, linkId, key)
    },
    checkAgain(linkId, key, checkAt) {
      later.run(checkAt, linkId, key)
    },
    drop(linkId, key) {
      remove.run(linkId, key)
    },
    due: (now, limit) => due.all(now, limit).map(draftOf),
    makeDue(linkId, now) {
      hurry.run(now, linkId)
    },
    forget(before) {
      forget.run(before)
    },
  }
}

function draftOf(value: unknown): StoredDraft {
  const row = Row.parse(value)
  return {
    linkId: row.link_id,
    key: row.key,
    state: row.state,
    reason: row.reason,
    name: row.name,
    sizeBytes: row.size_bytes,
    imageId: row.image_id === null ? null : parseImageId(row.image_id),
    uploadUrl: row.upload_url,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    arrivedAt: row.arrived_at,
  }
}
