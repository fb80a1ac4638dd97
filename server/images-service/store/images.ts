import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import * as z from 'zod'
import { type ImageRow, type Json, SOURCE_FORMATS, type SourceFacts } from '../model.ts'
import { inTransaction } from './database.ts'

type Source = SourceFacts & { sha256: string }

/** What selects rows in a listing besides the position: SQL with its parameters, built by `api/filters.ts`. */
export interface RowCondition {
  sql: string
  parameters: SQLInputValue[]
}

/** Where a page starts: behind this row. */
export interface Position {
  uploadedAt: number
  sequence: number
}

export interface ListedRow {
  row: ImageRow
  position: Position
}

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

const COLUMNS = `images.sequence, id, custom_id, filename, meta, creator, private, uploaded_at, images.sha256, expires_at,
  format, width, height, frames, size_bytes`
const FROM = 'from images left join blobs on blobs.sha256 = images.sha256'

/** The rows of the library. Synchronous: SQLite answers from its page cache. */
export function createImageTable(database: DatabaseSync) {
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
  const count = database.prepare('select count(*) as n from images where sha256 is not null')

  /** Counting a million rows takes a tenth of a second, so it is done once. One process at a time owns the library. */
  let uploaded = z.object({ n: z.number() }).parse(count.get()).n

  function refer(source: Source): void {
    const { sha256, format, width, height, frames, sizeBytes } = source
    reference.run(sha256, format, width, height, frames, sizeBytes)
  }

  function get(id: string): (ImageRow & { expiresAt: number | null }) | null {
    const found = byId.get(id)
    return found === undefined ? null : toRow(found)
  }

  return {
    get,
    /** Uploaded images; drafts do not count. */
    count: (): number => uploaded,
    has: (id: string): boolean => byId.get(id) !== undefined,

    /** Adds the row and its claim on the bytes. @throws SQLite's constraint error for an id that exists */
    add(row: ImageRow, expiresAt: number | null = null): void {
      inTransaction(database, () => {
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
      if (row.source !== null) uploaded += 1
    },

    /** Gives a draft its bytes. False when it is no draft any more: somebody else was first. */
    fill(id: string, source: Source, filename: string | null, uploadedAt: number): boolean {
      const filled = inTransaction(database, () => {
        const { changes } = database
          .prepare(
            'update images set sha256 = ?, filename = ?, uploaded_at = ?, expires_at = null where id = ? and sha256 is null',
          )
          .run(source.sha256, filename, uploadedAt, id)
        if (changes === 1) refer(source)
        return changes === 1
      })
      if (filled) uploaded += 1
      return filled
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
        database.prepare('delete from images where id = ?').run(id)
        if (source === null) return null
        release.run(source.sha256)
        return dropUnused.run(source.sha256).changes === 1 ? source.sha256 : null
      })
      if (source !== null) uploaded -= 1
      return { removed: true, orphan }
    },

    /** Uploaded images behind `after`, in upload order. Keyset: no row, once deleted, can move another. */
    list(order: 'asc' | 'desc', limit: number, after: Position | null, condition: RowCondition): ListedRow[] {
      const beyond = order === 'desc' ? '<' : '>'
      const where = [
        'images.sha256 is not null',
        ...(after === null ? [] : [`(uploaded_at, images.sequence) ${beyond} (?, ?)`]),
        ...(condition.sql === '' ? [] : [condition.sql]),
      ].join(' and ')
      const rows = database
        .prepare(
          `select ${COLUMNS} ${FROM} where ${where} order by uploaded_at ${order}, images.sequence ${order} limit ?`,
        )
        .all(...(after === null ? [] : [after.uploadedAt, after.sequence]), ...condition.parameters, limit)
      return rows.map((found) => ({ row: toRow(found), position: positionOf(found) }))
    },

    /** For the deprecated page-based listing. */
    page(limit: number, offset: number, condition: RowCondition): ImageRow[] {
      const where = condition.sql === '' ? '' : `and ${condition.sql}`
      return database
        .prepare(
          `select ${COLUMNS} ${FROM} where images.sha256 is not null ${where}
           order by uploaded_at desc, images.sequence desc limit ? offset ?`,
        )
        .all(...condition.parameters, limit, offset)
        .map(toRow)
    },
  }
}

export type ImageTable = ReturnType<typeof createImageTable>

function positionOf(found: Record<string, SQLOutputValue>): Position {
  return { uploadedAt: Number(found['uploaded_at']), sequence: Number(found['sequence']) }
}

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
