import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { BrokenSealError, openSeal } from './file-seal.ts'

/** Grows with every change of the tables below; a file of another version is set aside and filled anew. */
const VERSION = 1

/**
 * `uploaded` only where the key cannot say it (before 1970, after 2039, more than 4,096 images in one millisecond);
 * `variants` only where no template fits; `known` has a bit for every measured field that was looked at; `needs` is 2
 * while facts are missing, 1 while hashes are, else 0; `checksum` is of everything but what the sync and retries count.
 */
const SCHEMA = `
  create table state (name text primary key, value text not null) strict, without rowid;
  create table variant_sets (number integer primary key, template text not null unique) strict;
  create table tombstones (id text primary key, at integer not null) strict, without rowid;
  create table images (
    key integer primary key, id text not null unique, filename text, creator text, meta text,
    private integer not null, draft integer not null, uploaded integer, folder text not null,
    has_alt integer not null, variant_set integer, variants text, former text,
    width integer, height integer, bytes integer, type integer, content_hash blob, look blob, colour integer,
    known integer not null, needs integer not null, checksum integer not null,
    generation integer not null, touched integer not null, failures integer, retry_at integer
  ) strict;
  create index images_to_measure on images (needs, key) where needs > 0;
  create virtual table search using fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
  );
`
/** Beside the tables, so that a file made before they were thought of gets them too: what was measured is worth keeping. */
const INDEXES = `
  create index if not exists images_by_content on images (content_hash) where content_hash is not null;
  create index if not exists images_by_look on images (look) where look is not null;
  create index if not exists images_drafts on images (key) where draft = 1;
`
const CACHE_KIB = 32 * 1024
const MAPPED_BYTES = 4 * 2 ** 30

/** The file holds tables of another version. */
export class SchemaMismatchError extends Error {
  override name = 'SchemaMismatchError'
}

/** A row that is not as it was written. */
export class DamagedRowError extends Error {
  override name = 'DamagedRowError'
}

const OURS = [SchemaMismatchError, DamagedRowError, BrokenSealError]

export interface OpenOptions {
  path: string
  /** Settings the rows depend on. */
  settings: { folderField: string }
}

/**
 * Opens the index for writing and makes its tables when the file is new. It can be rebuilt, so a power cut may cost the
 * last transactions, never the order of them.
 * @throws SchemaMismatchError, BrokenSealError; SQLite's errors for a broken file
 */
export function openForWriting({ path, settings }: OpenOptions): DatabaseSync {
  openSeal(path)
  const database = new DatabaseSync(path)
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;')
    database.exec(`pragma cache_size = -${CACHE_KIB};`)
    const made = database.prepare("select count(*) as n from sqlite_schema where name = 'state'").get()
    if (made?.['n'] === 0) create(database, settings)
    folderFieldIn(database)
    database.exec(INDEXES)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** @throws SQLite's errors for a broken file */
export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true })
  database.exec('pragma busy_timeout = 5000; pragma temp_store = memory;')
  database.exec(`pragma cache_size = -${CACHE_KIB}; pragma mmap_size = ${MAPPED_BYTES};`)
  return database
}

function create(database: DatabaseSync, settings: OpenOptions['settings']): void {
  inTransaction(database, () => {
    database.exec(SCHEMA)
    const set = database.prepare('insert into state (name, value) values (?, ?)')
    set.run('version', versionOf(settings.folderField))
    // Never below the revisions of a file that was here before.
    set.run('revision', String(Date.now()))
  })
}

const Version = z.tuple([z.literal(VERSION), z.string().nullable()])

/** The setting the rows were made with; `null` while they are worked out anew. @throws SchemaMismatchError */
export function folderFieldIn(database: DatabaseSync): string | null {
  const found = database.prepare("select value from state where name = 'version'").get()?.['value']
  const [, folderField] = parseVersion(typeof found === 'string' ? found : '')
  return folderField
}

export function noteFolderField(database: DatabaseSync, folderField: string | null): void {
  database.prepare("update state set value = ? where name = 'version'").run(versionOf(folderField))
}

function parseVersion(text: string): z.infer<typeof Version> {
  try {
    return Version.parse(JSON.parse(text))
  } catch {
    throw new SchemaMismatchError('The index is of another version')
  }
}

const versionOf = (folderField: string | null) => JSON.stringify([VERSION, folderField])

/** Runs `work` in one transaction; any throw rolls it back. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('begin immediate')
  try {
    const result = work()
    database.exec('commit')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const BROKEN_CODES = new Set([11, 26])

/** Whether an error says that the file is no index of ours, or a damaged one. */
export function isBroken(error: unknown): boolean {
  if (OURS.some((kind) => error instanceof kind)) return true
  if (!(error instanceof Error) || !('errcode' in error)) return false
  // Extended codes carry the plain one in the low byte.
  return typeof error.errcode === 'number' && BROKEN_CODES.has(error.errcode & 0xff)
}
