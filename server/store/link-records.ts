import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { ImageIdSchema } from '#contract/images.ts'
import { type LinkRecord, type LinkRecords, SIGNED_LINK_LIMITS } from '#contract/signed-links.ts'

/** The oldest go first beyond this. */
const KEPT = 50_000

export interface NewLinkRecord {
  imageId: string
  variant: string
  keyName: string
  /** Unix seconds. */
  expiresAtSeconds: number | null
}

/** Which signed links were made here. It holds nothing that opens a picture. */
export interface LinkRecordStore {
  /** All of them or none. */
  add(links: readonly NewLinkRecord[]): void
  /** Newest first. @param before the `id` to go on from */
  list(before?: number): Omit<LinkRecords, 'images'>
  /** How many links of each variant still open a picture; no entry: none. */
  aliveByVariant(): Record<string, number>
  /** Unix seconds of every expiry given to a link of this image. */
  expiriesOf(imageId: string): number[]
  /** Every link signed with it is dead. */
  keyDeleted(keyName: string): void
}

const Row = z.object({
  id: z.number(),
  image_id: ImageIdSchema,
  variant: z.string(),
  key_name: z.string(),
  minted_at_ms: z.number(),
  expires_at_s: z.number().nullable(),
  key_deleted_at_ms: z.number().nullable(),
})
const VariantCount = z.object({ variant: z.string(), count: z.number() })
const KeyCount = z.object({ key_name: z.string(), count: z.number() })

/** @param now milliseconds since 1970 */
export function createLinkRecords(store: DatabaseSync, now: () => number = Date.now): LinkRecordStore {
  const insert = store.prepare(
    'insert into link_records (image_id, variant, key_name, minted_at_ms, expires_at_s) values (?, ?, ?, ?, ?)',
  )
  const prune = store.prepare('delete from link_records where id <= (select max(id) from link_records) - ?')
  const page = store.prepare('select * from link_records where id < ? order by id desc limit ?')
  const alive = store.prepare(`
    select key_name, count(*) as count from link_records
    where key_deleted_at_ms is null and (expires_at_s is null or expires_at_s > ?)
    group by key_name`)
  const aliveOfVariants = store.prepare(`
    select variant, count(*) as count from link_records
    where key_deleted_at_ms is null and (expires_at_s is null or expires_at_s > ?)
    group by variant`)
  const expiries = store.prepare(
    'select distinct expires_at_s from link_records where image_id = ? and expires_at_s is not null order by id desc limit 1000',
  )
  const markDead = store.prepare(
    'update link_records set key_deleted_at_ms = ? where key_name = ? and key_deleted_at_ms is null',
  )
  return {
    add(links) {
      store.exec('begin immediate')
      try {
        for (const link of links)
          insert.run(link.imageId, link.variant, link.keyName, now(), link.expiresAtSeconds)
        prune.run(KEPT)
        store.exec('commit')
      } catch (error) {
        if (store.isTransaction) store.exec('rollback')
        throw error
      }
    },
    list(before = Number.MAX_SAFE_INTEGER) {
      const { listed } = SIGNED_LINK_LIMITS
      const rows = page.all(before, listed + 1).map((row) => recordOf(Row.parse(row)))
      const counts = alive.all(Math.floor(now() / 1000)).map((row) => KeyCount.parse(row))
      return {
        links: rows.slice(0, listed),
        hasMore: rows.length > listed,
        aliveByKey: Object.fromEntries(counts.map((row) => [row.key_name, row.count])),
      }
    },
    aliveByVariant() {
      const counts = aliveOfVariants.all(Math.floor(now() / 1000)).map((row) => VariantCount.parse(row))
      return Object.fromEntries(counts.map((row) => [row.variant, row.count]))
    },
    expiriesOf: (imageId) => expiries.all(imageId).map((row) => Number(row['expires_at_s'])),
    keyDeleted: (keyName) => void markDead.run(now(), keyName),
  }
}

function recordOf(row: z.infer<typeof Row>): LinkRecord {
  return {
    id: row.id,
    imageId: row.image_id,
    variant: row.variant,
    keyName: row.key_name,
    mintedAt: iso(row.minted_at_ms),
    expiresAt: row.expires_at_s === null ? null : iso(row.expires_at_s * 1000),
    keyDeletedAt: row.key_deleted_at_ms === null ? null : iso(row.key_deleted_at_ms),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
