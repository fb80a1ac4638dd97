import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import * as z from 'zod'
import { type ImageRow, type Json, SOURCE_FORMATS, type SourceFacts } from '../model.ts'
import { inTransaction } from './database.ts'

type Source = SourceFacts & { sha256: string }

/** For an upload that began before its URL expired: an expired draft stays for as long as a request may take. */
const DRAFT_GRACE_MS = 2 * 60_000

const Row = z.object({
  sequence: z.number(),
  id: z.string(),
  custom_id: z.number(),
  filename: z.string().nullable(),
  meta: z.string().nullable(),
  creator: z.string().nullable(),
  private: z.number(),
  uploaded_at: z.number(),
  sha256: z.string().nullable(),
  expires_at: z.number().nullable(),
  format: z.enum(SOURCE_FORMATS).nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  frames: z.number().nullable(),
  size_bytes: z.number().nullable(),
})

const Count = z.object({ n: z.number() })

const COLUMNS = `images.sequence, id, custom_id, filename, meta, creator, private, uploaded_at, images.sha256, expires_at,
  format, width, height, frames, size_bytes`
const FROM = 'from images left join blobs on blobs.sha256 = images.sha256'

/** The rows of the library. Synchronous: SQLite answers from its page cache. */
export function createImageTable(database: DatabaseSync, now: () => number) {
  const byId = database.prepare(`select ${COLUMNS} ${FROM} where id = ?`)
  const insert = database.prepare(
    `insert into images (id, custom_id, filename, meta, creator, private, uploaded_at, sha256, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const reference = database.prepare(
    `insert into blobs (sha256, format, width, height, frames, size_bytes, reference_count) values (?, ?, ?, ?, ?, ?, 1)
     on conflict (sha256) do update set reference_count = reference_count + 1`,
  )
  const release = database.prepare('update blobs set reference_count = reference_count - 1 where sha256 = ?')
  const dropUnused = database.prepare('delete from blobs where sha256 = ? and reference_count <= 0')
  const isClaimed = database.prepare('select 1 from blobs where sha256 = ?')
  const count = database.prepare("select value as n from counts where name = 'uploaded'")
  const removeById = database.prepare('delete from images where id = ?')
  const dropExpired = database.prepare('delete from images where sha256 is null and expires_at < ?')
  const dropExpiredNamed = database.prepare(
    'delete from images where id = ? and sha256 is null and expires_at < ?',
  )

  function refer(source: Source): void {
    const { sha256, format, width, height, frames, sizeBytes } = source
    reference.run(sha256, format, width, height, frames, sizeBytes)
  }

  function get(id: string): (ImageRow & { expiresAt: number | null }) | null {
    const found = byId.get(id)
    if (found === undefined) return null
    const row = toRow(found)
    const isGone = row.expiresAt !== null && row.expiresAt < now() - DRAFT_GRACE_MS
    return isGone ? null : row
  }

  return {
    /** `null` also for a draft whose URL expired more than two minutes ago. */
    get,
    /** Uploaded images; drafts do not count. */
    count: (): number => Count.parse(count.get()).n,
    has: (id: string): boolean => get(id) !== null,

    /** Removes the drafts that `get` hides already. Returns how many. */
    dropExpiredDrafts: (): number => Number(dropExpired.run(now() - DRAFT_GRACE_MS).changes),

    /** Adds the row and its claim on the bytes. @throws SQLite's constraint error for an id that exists */
    add(row: ImageRow, expiresAt: number | null = null): void {
      inTransaction(database, () => {
        dropExpiredNamed.run(row.id, now() - DRAFT_GRACE_MS)
        insert.run(
          row.id,
          Number(row.customId),
          row.filename,
          row.meta === null ? null : JSON.stringify(row.meta),
          row.creator,
          Number(row.requireSignedURLs),
          row.uploadedAt,
          row.source?.sha256 ?? null,
          expiresAt,
        )
        if (row.source !== null) refer(row.source)
      })
    },

    /** Gives a draft its bytes. False when it is no draft any more: somebody else was first. */
    fill(id: string, source: Source, filename: string | null, uploadedAt: number): boolean {
      return inTransaction(database, () => {
        const { changes } = database
          .prepare(
            'update images set sha256 = ?, filename = ?, uploaded_at = ?, expires_at = null where id = ? and sha256 is null',
          )
          .run(source.sha256, filename, uploadedAt, id)
        if (changes === 1) refer(source)
        return changes === 1
      })
    },

    /**
     * Calls `remove` for bytes that still nobody needs. Under the lock for writing, so that another process (`npm run
     * seed`) cannot claim them between the look and the removal.
     */
    whileUnused(sha256: string, remove: () => void): void {
      inTransaction(database, () => {
        if (isClaimed.get(sha256) === undefined) remove()
      })
    },

    edit(id: string, row: ImageRow): void {
      database
        .prepare('update images set id = ?, meta = ?, creator = ?, private = ? where id = ?')
        .run(
          row.id,
          row.meta === null ? null : JSON.stringify(row.meta),
          row.creator,
          Number(row.requireSignedURLs),
          id,
        )
    },

    /** Returns the digest of bytes that nobody needs any more, or `null`. The row goes first, the file after. */
    remove(id: string): { removed: boolean; orphan: string | null } {
      const row = get(id)
      if (row === null) return { removed: false, orphan: null }
      const { source } = row
      const orphan = inTransaction(database, () => {
        removeById.run(id)
        if (source === null) return null
        release.run(source.sha256)
        return dropUnused.run(source.sha256).changes === 1 ? source.sha256 : null
      })
      return { removed: true, orphan }
    },
  }
}

export type ImageTable = ReturnType<typeof createImageTable>

function toRow(found: Record<string, SQLOutputValue>): ImageRow & { expiresAt: number | null } {
  const row = Row.parse(found)
  const { sha256, format, width, height, frames, size_bytes: sizeBytes } = row
  const complete =
    sha256 !== null &&
    format !== null &&
    width !== null &&
    height !== null &&
    frames !== null &&
    sizeBytes !== null
  return {
    id: row.id,
    customId: row.custom_id === 1,
    filename: row.filename,
    meta: row.meta === null ? null : parseMeta(row.meta),
    creator: row.creator,
    requireSignedURLs: row.private === 1,
    uploadedAt: row.uploaded_at,
    source: complete ? { sha256, format, width, height, frames, sizeBytes } : null,
    expiresAt: row.expires_at,
  }
}

/** Written by us as an object and nothing else. */
function parseMeta(text: string): { [key: string]: Json } {
  return JSON.parse(text)
}
