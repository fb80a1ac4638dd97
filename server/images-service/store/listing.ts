import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import * as z from 'zod'

/** What selects rows in a listing besides the position: SQL with its parameters, built by `api/metadata-filters.ts`. */
export interface RowCondition {
  sql: string
  parameters: SQLInputValue[]
}

/** Where a page starts: behind this row. */
export interface Position {
  uploadedAt: number
  sequence: number
}

const Row = z.object({
  sequence: z.number(),
  id: z.string(),
  filename: z.string().nullable(),
  meta: z.string().nullable(),
  creator: z.string().nullable(),
  private: z.number(),
  uploaded_at: z.number(),
})

/** What a listing shows of an uploaded image. */
export interface ListedImage {
  id: string
  filename: string | null
  /** The JSON text as stored: a page of a thousand need not be parsed to be sent. */
  metaText: string | null
  creator: string | null
  requireSignedURLs: boolean
  /** Milliseconds since 1970, UTC. */
  uploadedAt: number
  position: Position
}

const SELECT = 'select sequence, id, filename, meta, creator, private, uploaded_at from images'
/** Prepared statements kept; texts differ only by the shape of the filters. */
const MAX_STATEMENTS = 64

/** Pages of the library. Synchronous: SQLite answers from its page cache. */
export function createListing(database: DatabaseSync) {
  const statements = new Map<string, StatementSync>()

  function statementFor(sql: string): StatementSync {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= MAX_STATEMENTS) statements.clear()
    const fresh = database.prepare(sql)
    statements.set(sql, fresh)
    return fresh
  }

  return {
    /** Uploaded images behind `after`, in upload order. Keyset: no row, once deleted, can move another. */
    list(
      order: 'asc' | 'desc',
      limit: number,
      after: Position | null,
      condition: RowCondition,
    ): ListedImage[] {
      const where = [
        'sha256 is not null',
        ...(after === null ? [] : [`(uploaded_at, sequence) ${order === 'desc' ? '<' : '>'} (?, ?)`]),
        ...(condition.sql === '' ? [] : [condition.sql]),
      ].join(' and ')
      const sql = `${SELECT} where ${where} order by uploaded_at ${order}, sequence ${order} limit ?`
      const start = after === null ? [] : [after.uploadedAt, after.sequence]
      return statementFor(sql)
        .all(...start, ...condition.parameters, limit)
        .map(toListed)
    },

    /** For the deprecated page-based listing. */
    page(limit: number, offset: number, condition: RowCondition): ListedImage[] {
      const where = condition.sql === '' ? '' : `and ${condition.sql}`
      const sql = `${SELECT} where sha256 is not null ${where} order by uploaded_at desc, sequence desc limit ? offset ?`
      return statementFor(sql)
        .all(...condition.parameters, limit, offset)
        .map(toListed)
    },
  }
}

export type Listing = ReturnType<typeof createListing>

function toListed(found: unknown): ListedImage {
  const row = Row.parse(found)
  return {
    id: row.id,
    filename: row.filename,
    metaText: row.meta,
    creator: row.creator,
    requireSignedURLs: row.private === 1,
    uploadedAt: row.uploaded_at,
    position: { uploadedAt: row.uploaded_at, sequence: row.sequence },
  }
}
