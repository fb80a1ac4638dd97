import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { createChance } from './samples/drawing.ts'
import { paintSeedPictures, type SeedPicture, storeSeedPictures } from './seed-pictures.ts'
import { createBlobFiles } from './store/blobs.ts'
import { inTransaction, openDatabase } from './store/database.ts'

const FOLDERS = [
  'products/chairs',
  'products/lamps',
  'products/tables',
  'press/2024',
  'press/2025',
  'team/portraits',
  'events/oslo',
  'events/lisbon',
  'blog/covers',
  'archive/scans',
] as const
const SUBJECTS = [
  'harbour',
  'workbench',
  'oak-chair',
  'reading-lamp',
  'market',
  'portrait',
  'stairs',
  'detail',
  'façade',
  'détail-Ω',
] as const
const CREATORS = ['ana', 'bo', 'chidi', 'dilara', 'studio-north', 'press@example.com'] as const
const STATUSES = ['draft', 'active', 'archived'] as const
const REGIONS = ['eu-west', 'us-east', 'ap-south'] as const
const DAY_MS = 86_400_000
const SPAN_DAYS = 3 * 365
/** A running service waits for the lock as long as one of these takes. */
const ROWS_PER_TRANSACTION = 5_000

export interface SeedOptions {
  /** Absolute; the service's own folder. A service may be running on it; its writes wait for a moment now and then. */
  dataDir: string
  /** Rows to add. */
  count: number
  log?: (line: string) => void
}

/**
 * Adds `count` images to a library, fast: rows share the bytes of a few dozen pictures. Ids (some in folders), names,
 * creators, metadata and access are mixed as a real library has them; dates spread over the last three years.
 */
export async function seedLibrary({ dataDir, count, log = () => {} }: SeedOptions): Promise<void> {
  const startedAt = performance.now()
  const database = openDatabase(dataDir)
  try {
    const pictures = await paintSeedPictures()
    claimPictures(database, pictures, 1)
    await storeSeedPictures(createBlobFiles(dataDir), pictures)
    const uses = new Map<string, number>()
    for (let done = 0; done < count; done += ROWS_PER_TRANSACTION) {
      const end = Math.min(count, done + ROWS_PER_TRANSACTION)
      inTransaction(database, () => insertRows(database, pictures, uses, done, end, count))
      log(`${end.toLocaleString('en')} of ${count.toLocaleString('en')} images`)
    }
    claimPictures(database, pictures, -1)
    log(`Seeded in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  } finally {
    database.close()
  }
}

/**
 * Registers the pictures with one claim each, or gives that claim back: a running service that deletes the last row of a
 * picture must not remove its bytes while rows for them are on their way.
 */
function claimPictures(database: DatabaseSync, pictures: SeedPicture[], claims: 1 | -1): void {
  const claim = database.prepare(
    `insert into blobs (sha256, format, width, height, frames, size_bytes, reference_count)
     values (?, ?, ?, ?, ?, ?, 1) on conflict (sha256) do update set reference_count = reference_count + ?`,
  )
  inTransaction(database, () => {
    for (const { sha256, format, width, height, frames, sizeBytes } of pictures) {
      claim.run(sha256, format, width, height, frames, sizeBytes, claims)
    }
  })
}

/** Rows `from` to `to` of `total`, oldest first, so that the indexes grow at their end. Claims are counted with them. */
function insertRows(
  database: DatabaseSync,
  pictures: SeedPicture[],
  uses: Map<string, number>,
  from: number,
  to: number,
  total: number,
): void {
  const chance = createChance(from + 1)
  const newest = Date.now()
  const insert = database.prepare(
    `insert into images (id, custom_id, filename, meta, creator, private, uploaded_at, sha256, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, null)`,
  )
  uses.clear()
  for (let index = from; index < to; index++) {
    const picture = pictures[index % pictures.length]
    if (picture === undefined) return
    const subject = chance.pick(SUBJECTS)
    const customId = chance.next() < 0.45
    const unique = randomUUID()
    const name = `${subject}-${index}-${unique.slice(0, 6)}`
    const meta =
      chance.next() < 0.7
        ? {
            title: `${subject} no. ${index}`,
            status: chance.pick(STATUSES),
            priority: chance.whole(1, 5),
            featured: chance.next() < 0.1,
            region: { name: chance.pick(REGIONS) },
          }
        : null
    insert.run(
      customId ? `${chance.pick(FOLDERS)}/${name}.${picture.extension}` : unique,
      Number(customId),
      `${name}.${picture.extension}`,
      meta === null ? null : JSON.stringify(meta),
      chance.next() < 0.6 ? chance.pick(CREATORS) : null,
      Number(!customId && chance.next() < 0.15),
      Math.round(newest - SPAN_DAYS * DAY_MS * (1 - (index + chance.next()) / total)),
      picture.sha256,
    )
    uses.set(picture.sha256, (uses.get(picture.sha256) ?? 0) + 1)
  }
  const claim = database.prepare('update blobs set reference_count = reference_count + ? where sha256 = ?')
  for (const [sha256, added] of uses) claim.run(added, sha256)
}
