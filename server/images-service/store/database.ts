import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Of the page cache: room for the inner pages of a million rows' indexes. */
const CACHE_KIB = 32 * 1024

const SCHEMA = `
  create table if not exists settings (name text primary key, value text not null) strict;
  create table if not exists blobs (
    sha256 text primary key, format text not null, width integer not null, height integer not null,
    frames integer not null, size_bytes integer not null, reference_count integer not null
  ) strict, without rowid;
  create table if not exists images (
    sequence integer primary key autoincrement, id text not null unique, custom_id integer not null,
    filename text, meta text, creator text, private integer not null, uploaded_at integer not null,
    sha256 text, expires_at integer
  ) strict;
  create index if not exists images_by_time on images (uploaded_at, sequence) where sha256 is not null;
  create index if not exists images_by_creator on images (creator, uploaded_at, sequence) where sha256 is not null;
  create index if not exists images_by_blob on images (sha256);
  create index if not exists drafts_by_expiry on images (expires_at) where sha256 is null;
  create table if not exists variants (id text primary key, options text not null, public integer not null) strict;
  create table if not exists signing_keys (
    sequence integer primary key autoincrement, name text not null unique, value text not null
  ) strict;
  create table if not exists batch_tokens (token text primary key, expires_at integer not null) strict;
  create table if not exists counts (name text primary key, value integer not null) strict;
  create trigger if not exists count_added after insert on images when new.sha256 is not null
    begin update counts set value = value + 1 where name = 'uploaded'; end;
  create trigger if not exists count_removed after delete on images when old.sha256 is not null
    begin update counts set value = value - 1 where name = 'uploaded'; end;
  create trigger if not exists count_filled after update of sha256 on images
    when (old.sha256 is null) <> (new.sha256 is null)
    begin update counts set value = value + iif(new.sha256 is null, -1, 1) where name = 'uploaded'; end;
`
/**
 * Counting a million rows takes a tenth of a second, so it is done once; from then on triggers keep the number, whichever
 * process adds or removes rows.
 */
const FIRST_COUNT = `
  insert into counts (name, value) select 'uploaded', count(*) from images where sha256 is not null`

/**
 * Opens the service's database in `folder` (made when missing). WAL with full synchronisation: what was committed
 * survives a power cut, which is what an answer of 200 promises.
 */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'images.sqlite'))
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;')
  database.exec(`pragma cache_size = -${CACHE_KIB};`)
  inTransaction(database, () => {
    database.exec(SCHEMA)
    if (database.prepare("select 1 from counts where name = 'uploaded'").get() === undefined)
      database.exec(FIRST_COUNT)
  })
  return database
}

/** Runs `work` in one transaction; any throw rolls it back. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('begin immediate')
  try {
    const result = work()
    database.exec('commit')
    return result
  } catch (error) {
    // A full disk may have rolled back already.
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}
