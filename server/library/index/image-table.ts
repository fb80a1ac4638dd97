import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import * as z from 'zod'
import type { Image } from '#contract/images.ts'
import { folderOf } from './folder-of.ts'
import { clampMs, firstKeyAt, KEYS_PER_MS } from './image-key.ts'
import { inTransaction } from './schema.ts'
import { searchTextOf } from './search-text.ts'
import { COLUMNS, checksumOf, rowOf, type StoredRow, uploadedMsOf } from './stored-row.ts'
import { templateOf } from './variant-sets.ts'

/** What a transaction did to the order of the library. */
export interface KeyChanges {
  added: number[]
  removed: number[]
  /** Rows whose content changed in place. */
  changed: number
}

export interface Mark {
  generation: number
  /** When the desk itself wrote it, ms since 1970; 0 for what a page said. */
  touched: number
}

type Facts = Pick<
  StoredRow,
  'filename' | 'creator' | 'meta' | 'private' | 'draft' | 'folder' | 'has_alt' | 'variant_set' | 'variants'
>
type Content = Omit<StoredRow, 'checksum'>

const UNMEASURED = {
  width: null,
  height: null,
  bytes: null,
  type: null,
  content_hash: null,
  look: null,
  colour: null,
  known: 0,
  failures: null,
  retry_at: null,
} as const

const MIDDLE = KEYS_PER_MS / 2

/** The rows of the index and their search texts. Every method belongs into a `transaction`. */
export function createImageTable(database: DatabaseSync, { folderField }: { folderField: string }) {
  const byId = database.prepare('select * from images where id = ?')
  const byKey = database.prepare('select * from images where key = ?')
  const range = database.prepare('select * from images where key >= ? and key < ? limit ?')
  const isTaken = database.prepare('select 1 from images where key = ?')
  const lowest = database.prepare('select min(key) as k from images where key >= ? and key < ?')
  const highest = database.prepare('select max(key) as k from images where key >= ? and key < ?')
  const mark = database.prepare('update images set generation = ? where key = ?')
  const touch = database.prepare('update images set generation = ?, touched = ? where key = ?')
  const write = database.prepare(
    `insert into images (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  )
  const rewrite = database.prepare(
    `update images set ${COLUMNS.map((column) => `${column} = ?`).join(', ')} where key = ?`,
  )
  const drop = database.prepare('delete from images where key = ?')
  const addText = database.prepare('insert into search (rowid, text) values (?, ?)')
  const dropText = database.prepare('delete from search where rowid = ?')
  const findSet = database.prepare('select number from variant_sets where template = ?')
  const addSet = database.prepare('insert into variant_sets (template) values (?) returning number')
  const sets = new Map<string, number>()
  let changes: KeyChanges = { added: [], removed: [], changed: 0 }
  /** What the full-text index has still to be told; `text` is `null` for a row that goes. */
  let texts = new Map<number, { wasThere: boolean; text: string | null }>()

  function say(key: number, text: string | null, wasThere: boolean): void {
    texts.set(key, { wasThere: texts.get(key)?.wasThere ?? wasThere, text })
  }

  /** In order of the row numbers: after a step back the full-text index writes out what it gathered (30 times slower). */
  function writeTexts(): void {
    for (const [key, { wasThere, text }] of [...texts].sort(([a], [b]) => a - b)) {
      if (wasThere) dropText.run(key)
      if (text !== null) addText.run(key, text)
    }
    texts = new Map()
  }

  function forget(): void {
    sets.clear()
    texts = new Map()
    changes = { added: [], removed: [], changed: 0 }
  }

  function setOf(template: string): number {
    const known = sets.get(template)
    if (known !== undefined) return known
    const number = Number((findSet.get(template) ?? addSet.get(template))?.['number'])
    sets.set(template, number)
    return number
  }

  function factsOf(image: Image): Facts {
    const template = templateOf(image)
    const alt = image.metadata?.['alt']
    return {
      filename: image.filename,
      creator: image.creator,
      meta: image.metadata === null ? null : JSON.stringify(image.metadata),
      private: Number(image.requiresSignedUrl),
      draft: Number(image.draft),
      folder: folderOf(image, folderField),
      has_alt: Number(isGiven(alt)),
      variant_set: template === null ? null : setOf(template),
      variants: template === null ? JSON.stringify(image.variants.map(({ name, url }) => [name, url])) : null,
    }
  }

  /** Between images of one millisecond, `below` keeps the order of a listing that comes newest first. */
  function freeKey(ms: number, below: boolean): number {
    const first = firstKeyAt(ms)
    const edge = (below ? lowest : highest).get(first, first + KEYS_PER_MS)?.['k']
    if (typeof edge !== 'number') return first + MIDDLE
    let key = below ? edge - 1 : edge + 1
    // A full millisecond flows over into the next ones: order within it is nobody's promise.
    while (isTaken.get(key) !== undefined || key < 0) key += 1
    return key
  }

  /** All columns, in their order. */
  function valuesOf(content: Content): SQLInputValue[] {
    const row: StoredRow = { ...content, checksum: checksumOf(content) }
    return COLUMNS.map((column) => row[column])
  }

  /** Over the row with the same key. */
  function store(content: Content): void {
    rewrite.run(...valuesOf(content), content.key)
  }

  function insert(image: Image, facts: Facts, by: Mark, below: boolean, from: Partial<Content> = {}): void {
    const ms = new Date(image.uploadedAt).getTime()
    const key = freeKey(ms, below)
    const isExact = Math.floor(key / KEYS_PER_MS) === ms
    const values = valuesOf({
      ...UNMEASURED,
      former: null,
      needs: facts.draft === 1 ? 0 : 2,
      ...from,
      ...facts,
      ...by,
      key,
      id: image.id,
      uploaded: isExact ? null : ms,
    })
    write.run(...values)
    say(key, searchTextOf(image), false)
    changes.added.push(key)
  }

  function remove(row: Pick<StoredRow, 'key'>): void {
    drop.run(row.key)
    say(row.key, null, true)
    changes.removed.push(row.key)
  }

  /** `content` in place of `row`; the text is written anew only when it says something else. */
  function change(row: StoredRow, content: Content, image: Image): void {
    store(content)
    changes.changed += 1
    const isSaid = row.id === content.id && row.filename === content.filename
    if (isSaid && row.creator === content.creator && row.meta === content.meta) return
    say(row.key, searchTextOf(image), true)
  }

  return {
    /** `work` in one transaction, the search texts with it; any throw leaves everything as it was. */
    transaction<Result>(work: () => Result): Result {
      try {
        return inTransaction(database, () => {
          const result = work()
          writeTexts()
          return result
        })
      } catch (error) {
        forget()
        throw error
      }
    },

    byId: (id: string): StoredRow | null => {
      const found = byId.get(id)
      return found === undefined ? null : rowOf(found)
    },
    byKey: (key: number): StoredRow | null => {
      const found = byKey.get(key)
      return found === undefined ? null : rowOf(found)
    },
    /** Rows uploaded from `fromMs` to `toMs`, both included; at most `limit`. */
    between: (fromMs: number, toMs: number, limit: number): StoredRow[] =>
      range.all(firstKeyAt(fromMs), firstKeyAt(clampMs(toMs)) + KEYS_PER_MS, limit).map(rowOf),

    remove,
    store,

    /** The pass saw it. */
    mark(row: StoredRow, generation: number): void {
      if (row.generation !== generation) mark.run(generation, row.key)
    },

    /** Makes the index say what `image` says. `row` is what there was under its id. */
    put(image: Image, row: StoredRow | null, by: Mark, below = false): 'added' | 'changed' | 'same' {
      const facts = factsOf(image)
      if (row !== null && uploadedMsOf(row) !== new Date(image.uploadedAt).getTime()) {
        // Deleted and uploaded again under the same id: other bytes.
        remove(row)
        insert(image, facts, by, below)
        return 'changed'
      }
      if (row === null) {
        insert(image, facts, by, below)
        return 'added'
      }
      if (isSame(row, facts)) {
        if (row.generation !== by.generation || by.touched > row.touched) {
          touch.run(by.generation, Math.max(row.touched, by.touched), row.key)
        }
        return 'same'
      }
      const needs = facts.draft === 1 ? 0 : row.draft === 1 ? 2 : row.needs
      const touched = Math.max(row.touched, by.touched)
      change(row, { ...row, ...facts, needs, generation: by.generation, touched }, image)
      return 'changed'
    },

    /** The image under `oldId` has another id now: the same row, with what is known of its bytes. */
    rename(oldId: string, image: Image, by: Mark): void {
      const other = image.id === oldId ? null : byId.get(image.id)
      if (other !== undefined && other !== null) remove(rowOf(other))
      const found = byId.get(oldId)
      const facts = factsOf(image)
      if (found === undefined) {
        insert(image, facts, by, false)
        return
      }
      const row = rowOf(found)
      const former = JSON.stringify([...formerOf(row), oldId])
      if (uploadedMsOf(row) === new Date(image.uploadedAt).getTime()) {
        change(row, { ...row, ...facts, ...by, id: image.id, former }, image)
      } else {
        remove(row)
        insert(image, facts, by, false, { ...row, former })
      }
    },

    /** What happened since this was asked last. */
    takeChanges(): KeyChanges {
      const taken = changes
      changes = { added: [], removed: [], changed: 0 }
      return taken
    },
  }
}

export type ImageTable = ReturnType<typeof createImageTable>

/** Neither missing nor empty. */
export function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

const Former = z.array(z.string())

function formerOf({ former }: StoredRow): string[] {
  return former === null ? [] : Former.parse(JSON.parse(former))
}

function isSame(row: StoredRow, facts: Facts): boolean {
  return (
    row.meta === facts.meta &&
    row.filename === facts.filename &&
    row.creator === facts.creator &&
    row.private === facts.private &&
    row.draft === facts.draft &&
    row.variant_set === facts.variant_set &&
    row.variants === facts.variants
  )
}
