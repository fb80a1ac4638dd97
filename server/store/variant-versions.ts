import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import {
  VARIANT_VERSION_LIMITS,
  type VariantState,
  VariantStateShape,
  type VariantVersion,
  type VariantVersions,
} from '#contract/variants.ts'

export type NewVariantVersion = Pick<VariantVersion, 'by' | 'change' | 'state'> & { name: string }

/** What every variant of one account was, as far as this desk knows. */
export interface VariantVersionStore {
  /** All of them or none. */
  add(versions: readonly NewVariantVersion[]): void
  /** What each variant is by its newest version; `null`: deleted. */
  latest(): Map<string, VariantState | null>
  /** Newest first. @param before the `id` to go on from */
  list(name: string, before?: number): VariantVersions
}

const State = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(VariantStateShape)
  .nullable()
const Row = z.object({
  id: z.number(),
  name: z.string(),
  change: z.enum(['first_seen', 'created', 'changed', 'deleted']),
  state: State,
  made_by: z.string().nullable(),
  at_ms: z.number(),
})
const Latest = Row.pick({ name: true, state: true })

/** @param account names the account whatever it is called; @param now milliseconds since 1970 */
export function createVariantVersions(
  store: DatabaseSync,
  account: string,
  now: () => number = Date.now,
): VariantVersionStore {
  const insert = store.prepare(
    'insert into variant_versions (account, name, change, state, made_by, at_ms) values (?, ?, ?, ?, ?, ?)',
  )
  const prune = store.prepare(`
    delete from variant_versions where account = ? and name = ? and id <= (
      select id from variant_versions where account = ? and name = ? order by id desc limit 1 offset ?)`)
  const newest = store.prepare(`
    select name, state from variant_versions where id in (
      select max(id) from variant_versions where account = ? group by name)`)
  const page = store.prepare(
    'select * from variant_versions where account = ? and name = ? and id < ? order by id desc limit ?',
  )
  return {
    add(versions) {
      if (versions.length === 0) return
      store.exec('begin immediate')
      try {
        for (const { name, change, state, by } of versions) {
          insert.run(account, name, change, state === null ? null : JSON.stringify(state), by, now())
          prune.run(account, name, account, name, VARIANT_VERSION_LIMITS.kept)
        }
        store.exec('commit')
      } catch (error) {
        if (store.isTransaction) store.exec('rollback')
        throw error
      }
    },
    latest() {
      const rows = newest.all(account).map((row) => Latest.parse(row))
      return new Map(rows.map(({ name, state }) => [name, state]))
    },
    list(name, before = Number.MAX_SAFE_INTEGER) {
      const { listed } = VARIANT_VERSION_LIMITS
      const rows = page.all(account, name, before, listed + 1).map((row) => Row.parse(row))
      return { versions: rows.slice(0, listed).map(versionOf), hasMore: rows.length > listed }
    },
  }
}

function versionOf({ id, change, state, made_by, at_ms }: z.infer<typeof Row>): VariantVersion {
  return { id, at: new Date(at_ms).toISOString(), by: made_by, change, state }
}
