import type { Image } from '#contract/images.ts'
import type { MeasureStore } from '../measure/measure-store.ts'
import type { SyncStore } from '../sync/sync-store.ts'
import { sealFile } from './file-seal.ts'
import { followFolderField } from './follow-folder-field.ts'
import { createImageTable } from './image-table.ts'
import { createMeasureWriter } from './measure-writer.ts'
import { type OpenOptions, openForWriting } from './schema.ts'
import { type Answers, createSyncWriter } from './sync-writer.ts'
import { createTemplates } from './variant-templates.ts'

/** What everybody who reads has to know of the index. */
export interface IndexFacts {
  revision: number
  /** The last one that was about more than measurements. */
  rowsRevision: number
  /** Images whose bytes nobody has seen. */
  unmeasured: number
  asOf: string | null
  complete: boolean
  /** Images a pass under way has seen; `null` when none is. */
  passSeen: number | null
  rebuiltAt: string | null
}

/** Sent with the answer of every call that may have written. */
export interface IndexNews {
  facts: IndexFacts
  /** Row numbers that came and went, in no order. */
  added: Float64Array<ArrayBuffer>
  removed: Float64Array<ArrayBuffer>
}

export interface WriterOptions extends OpenOptions {
  /** Set when the file before this one was broken; kept from then on. */
  rebuiltAt: string | null
  now?: () => number
}

/** The one connection that writes. Synchronous: it runs in a thread of its own. */
export function createWriter(options: WriterOptions) {
  const { settings, now = Date.now } = options
  const database = openForWriting(options)
  followFolderField(database, settings.folderField)
  const table = createImageTable(database, settings)
  const sync = createSyncWriter(database, table, now)
  const measure = createMeasureWriter(database, table, createTemplates(database), now)
  const setState = database.prepare('insert or replace into state (name, value) values (?, ?)')
  const getState = database.prepare('select value from state where name = ?')
  const countUnmeasured = database.prepare('select count(*) as n from images where needs = 2')
  if (options.rebuiltAt !== null) setState.run('rebuiltAt', options.rebuiltAt)
  // One up: the last transaction before a crash may have been stored without its number.
  let revision = Number(getState.get('revision')?.['value']) + 1
  setState.run('revision', String(revision))
  let rowsRevision = revision
  let unmeasured = Number(countUnmeasured.get()?.['n'])

  /** `work`, then what it did. The number of the revision is written in a transaction of its own: it may only jump. */
  function told<Result>(work: () => Result): { result: Result; news: IndexNews } {
    const result = work()
    const { added, removed, changed } = table.takeChanges()
    const measured = measure.changed()
    if (removed.length + measured > 0) setState.run('twins', String(revision + 1))
    if (added.length + removed.length + changed + measured > 0) {
      revision += 1
      setState.run('revision', String(revision))
      if (added.length + removed.length + changed > 0) rowsRevision = revision
      unmeasured = Number(countUnmeasured.get()?.['n'])
    }
    return {
      result,
      news: { facts: facts(), added: Float64Array.from(added), removed: Float64Array.from(removed) },
    }
  }

  function facts(): IndexFacts {
    const { pass, seen, completeSince, asOf } = sync.saved()
    const rebuiltAt = getState.get('rebuiltAt')?.['value']
    return {
      revision,
      rowsRevision,
      unmeasured,
      asOf,
      complete: completeSince !== null,
      passSeen: pass === null ? null : seen,
      rebuiltAt: typeof rebuiltAt === 'string' ? rebuiltAt : null,
    }
  }

  const ownMark = () => ({ generation: sync.saved().generation, touched: now() })

  return {
    facts,

    wroteThrough: (image: Image) =>
      told(() =>
        table.transaction(() => {
          sync.unbury.run(image.id)
          table.put(image, table.byId(image.id), ownMark())
        }),
      ),

    removed: (id: string) =>
      told(() =>
        table.transaction(() => {
          sync.bury.run(id, now())
          const row = table.byId(id)
          if (row !== null) table.remove(row)
        }),
      ),

    replaced: (oldId: string, image: Image) =>
      told(() =>
        table.transaction(() => {
          if (oldId !== image.id) sync.bury.run(oldId, now())
          sync.unbury.run(image.id)
          table.rename(oldId, image, ownMark())
        }),
      ),

    load: sync.load,
    begin: (kind: Parameters<SyncStore['begin']>[0]) => told(() => sync.begin(kind)),
    applyPage: (page: Parameters<SyncStore['applyPage']>[0]) => told(() => sync.applyPage(page)),
    applyHead: (page: Parameters<SyncStore['applyHead']>[0]) => told(() => sync.applyHead(page)),
    finish: (generation: number) => told(() => sync.finish(generation)),

    next: measure.next,
    learnt: (...args: Parameters<Answers<MeasureStore>['learnt']>) => told(() => measure.learnt(...args)),
    failed: measure.failed,

    /** Only when no other connection is open. */
    close() {
      database.exec('pragma wal_checkpoint(truncate)')
      database.close()
      sealFile(options.path)
    },
  }
}

export type Writer = ReturnType<typeof createWriter>
