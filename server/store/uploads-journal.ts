import type { DatabaseSync } from 'node:sqlite'
import { type ImageId, parseImageId } from '#contract/image-id.ts'

/** How an image with a key comes to be: through a draft, under an id of the sender's, or fetched by the upstream. */
export type UploadKind = 'draft' | 'custom' | 'url'

export interface UploadRow {
  key: string
  kind: UploadKind
  /** Of what was asked for besides the picture. */
  fieldsDigest: string
  /** The draft's, the custom one, or that of the image that came of it. */
  imageId: ImageId | null
  uploadUrl: string | null
  expiresAtMs: number | null
  /** False: certainly no image came of it. */
  mayBeStored: boolean
  isStored: boolean
  /** SHA-256 of the picture, hex, once it went out whole. */
  contentHash: string | null
  fileName: string | null
  attemptedAtMs: number
  looks: number
}

export type Attempt = Pick<UploadRow, 'key' | 'kind' | 'fieldsDigest'> &
  Partial<
    Pick<UploadRow, 'imageId' | 'uploadUrl' | 'expiresAtMs' | 'mayBeStored' | 'contentHash' | 'fileName'>
  >

/** What became of uploads. Every call is one statement or one transaction, written before its effect. */
export interface UploadsJournal {
  get(key: string): UploadRow | null
  /** An attempt begins; it replaces what the key had before. */
  begin(attempt: Attempt): void
  /** From now on an image may exist. @param contentHash `null`: the desk does not see the bytes */
  mayBeStored(key: string, contentHash: string | null): void
  stored(key: string, imageId: ImageId): void
  /** Looked for in vain once more. */
  looked(key: string): void
  /** An image that came of an upload. */
  isClaimed(imageId: ImageId): boolean
  /** Nothing came of the key. Its draft, when it has one, is to be deleted. */
  giveUp(key: string): void
  /** Drafts to be deleted, oldest first; none that an upload uses (again). */
  givenUpDrafts(limit: number): ImageId[]
  draftGone(imageId: ImageId): void
  /** Open uploads through drafts whose URL ended before `ms`. */
  expiredBefore(ms: number, limit: number): UploadRow[]
  /** Forgets uploads whose last attempt was before `ms`. */
  prune(ms: number): void
}

/** The journal in the desk's store. @param now milliseconds since 1970 */
export function createUploadsJournal(store: DatabaseSync, now: () => number = Date.now): UploadsJournal {
  const one = store.prepare('select * from uploads where key = ?')
  const put = store.prepare(`
    insert into uploads (key, kind, fields_digest, image_id, upload_url, expires_at_ms, may_be_stored, content_hash, file_name, attempted_at_ms)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (key) do update set
      kind = excluded.kind, fields_digest = excluded.fields_digest, image_id = excluded.image_id,
      upload_url = excluded.upload_url, expires_at_ms = excluded.expires_at_ms, may_be_stored = excluded.may_be_stored,
      is_stored = 0, content_hash = excluded.content_hash, file_name = excluded.file_name,
      attempted_at_ms = excluded.attempted_at_ms, looks = 0`)
  const doubt = store.prepare(
    'update uploads set may_be_stored = 1, content_hash = coalesce(?, content_hash) where key = ?',
  )
  const settle = store.prepare(
    'update uploads set is_stored = 1, may_be_stored = 1, image_id = ?, upload_url = null where key = ?',
  )
  const look = store.prepare('update uploads set looks = looks + 1 where key = ?')
  const claimed = store.prepare('select 1 from uploads where image_id = ? and is_stored = 1')
  const tombstone = store.prepare(`
    insert into given_up_drafts (image_id, given_up_at_ms)
    select image_id, ? from uploads where key = ? and kind = 'draft' and is_stored = 0 and image_id is not null
    on conflict do nothing`)
  const forget = store.prepare('delete from uploads where key = ?')
  const tombstones = store.prepare(`
    select image_id from given_up_drafts
    where image_id not in (select image_id from uploads where image_id is not null)
    order by given_up_at_ms limit ?`)
  const bury = store.prepare('delete from given_up_drafts where image_id = ?')
  const expired = store.prepare(
    "select * from uploads where kind = 'draft' and is_stored = 0 and expires_at_ms < ? order by expires_at_ms limit ?",
  )
  const pruneOld = store.prepare('delete from uploads where attempted_at_ms < ?')

  return {
    get(key) {
      const row = one.get(key)
      return row === undefined ? null : rowOf(row)
    },
    begin(attempt) {
      put.run(
        attempt.key,
        attempt.kind,
        attempt.fieldsDigest,
        attempt.imageId ?? null,
        attempt.uploadUrl ?? null,
        attempt.expiresAtMs ?? null,
        attempt.mayBeStored ? 1 : 0,
        attempt.contentHash ?? null,
        attempt.fileName ?? null,
        now(),
      )
    },
    mayBeStored: (key, contentHash) => void doubt.run(contentHash, key),
    stored: (key, imageId) => void settle.run(imageId, key),
    looked: (key) => void look.run(key),
    isClaimed: (imageId) => claimed.get(imageId) !== undefined,
    giveUp(key) {
      store.exec('begin immediate')
      try {
        tombstone.run(now(), key)
        forget.run(key)
        store.exec('commit')
      } catch (error) {
        if (store.isTransaction) store.exec('rollback')
        throw error
      }
    },
    givenUpDrafts: (limit) => tombstones.all(limit).flatMap((row) => idOf(row['image_id']) ?? []),
    draftGone: (imageId) => void bury.run(imageId),
    expiredBefore: (ms, limit) => expired.all(ms, limit).map(rowOf),
    prune: (ms) => void pruneOld.run(ms),
  }
}

const KINDS: Record<string, UploadKind> = { draft: 'draft', custom: 'custom', url: 'url' }

function rowOf(row: Record<string, unknown>): UploadRow {
  const text = (name: string) => (row[name] === null ? null : String(row[name]))
  const number = (name: string) => (row[name] === null ? null : Number(row[name]))
  return {
    key: String(row['key']),
    kind: KINDS[String(row['kind'])] ?? 'draft',
    fieldsDigest: String(row['fields_digest']),
    imageId: idOf(row['image_id']),
    uploadUrl: text('upload_url'),
    expiresAtMs: number('expires_at_ms'),
    mayBeStored: row['may_be_stored'] === 1,
    isStored: row['is_stored'] === 1,
    contentHash: text('content_hash'),
    fileName: text('file_name'),
    attemptedAtMs: Number(row['attempted_at_ms']),
    looks: Number(row['looks']),
  }
}

function idOf(value: unknown): ImageId | null {
  return typeof value === 'string' ? parseImageId(value) : null
}
