import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

/** The store cannot be used. `message` says what to do; nothing was changed. */
export class StoreError extends Error {
  override name = 'StoreError'
}

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))
const BUSY_TIMEOUT_MS = 2_000

/**
 * Opens the desk's own database, which holds what cannot be rebuilt, and brings it up to date: each file of
 * `migrations/` once, in order, each in a transaction of its own. WAL with full synchronisation: what was answered
 * survives a power cut.
 * @param file made when missing; `:memory:` for a store that ends with the process
 * @param durability `process`: what was written survives the death of the process, not always a power cut, and costs a
 * tenth. For what is written several times a second.
 * @throws {StoreError} when the file is damaged, or was written by a newer desk
 */
export function openStore(file: string, durability: 'power cut' | 'process' = 'power cut'): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const store = new DatabaseSync(file)
  try {
    store.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
    const synchronous = durability === 'process' ? 'normal' : 'full'
    store.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous}; pragma foreign_keys = on`)
    migrate(store, file)
    return store
  } catch (error) {
    store.close()
    if (error instanceof StoreError || !isDamage(error)) throw error
    throw new StoreError(
      `${file} is damaged, and what is in it cannot be rebuilt. Restore it from a backup, or move it away to start without saved views and presets.`,
      { cause: error },
    )
  }
}

function migrate(store: DatabaseSync, file: string): void {
  const files = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{3}\.sql$/.test(name))
    .sort()
  if (versionOf(store) > files.length) {
    throw new StoreError(
      `${file} was written by a newer Picture Desk. Start that version, or restore an older backup.`,
    )
  }
  for (const [index, name] of files.entries()) {
    store.exec('begin immediate')
    try {
      // Asked inside the transaction: another process may have been faster.
      if (versionOf(store) === index) {
        store.exec(readFileSync(`${MIGRATIONS}/${name}`, 'utf8'))
        store.exec(`pragma user_version = ${index + 1}`)
      }
      store.exec('commit')
    } catch (error) {
      if (store.isTransaction) store.exec('rollback')
      throw error
    }
  }
}

function versionOf(store: DatabaseSync): number {
  return Number(store.prepare('pragma user_version').get()?.['user_version'] ?? 0)
}

const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false
  return [SQLITE_CORRUPT, SQLITE_NOTADB].includes(error.errcode & 0xff)
}
