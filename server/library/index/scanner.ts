import type { DatabaseSync } from 'node:sqlite'
import type { View } from '#contract/views/view.ts'
import { compileView } from './compile-view.ts'
import { openForReading } from './schema.ts'
import { addFunctions } from './sql-functions.ts'
import { createTwins } from './twins.ts'

/** Row numbers of a view. */
export interface Positions {
  revision: number
  /** In the order of the view; ascending for upload order, whichever way it is shown. */
  keys: Float64Array<ArrayBuffer>
}

/** Slow answers: everything that looks at many rows. Synchronous: it runs in a thread of its own. */
export function createScanner(path: string) {
  const database = openForReading(path)
  addFunctions(database)
  const getRevision = database.prepare("select value from state where name = 'revision'")
  const twins = createTwins(database)
  const revision = () => Number(getRevision.get()?.['value'])

  /** All of `work` sees one state of the index. */
  function atOnce<Result>(work: () => Result): Result {
    database.exec('begin')
    try {
      return work()
    } finally {
      database.exec('commit')
    }
  }

  return {
    positions(view: View): Positions {
      return atOnce(() => {
        for (const term of view.terms) if (term.kind === 'duplicate') twins.prepare(term.of, revision())
        return { revision: revision(), keys: keysOf(database, view) }
      })
    },
    close: () => database.close(),
  }
}

export type Scanner = ReturnType<typeof createScanner>

function keysOf(database: DatabaseSync, view: View): Float64Array<ArrayBuffer> {
  const { where, parameters, orderBy } = compileView(view)
  const order = orderBy === '' ? '' : ` order by ${orderBy}`
  const statement = database.prepare(`select key from images where ${where}${order}`)
  statement.setReturnArrays(true)
  const found: unknown[] = statement.all(...parameters)
  const keys = new Float64Array(found.length)
  for (let at = 0; at < keys.length; at++) {
    const row = found[at]
    keys[at] = Array.isArray(row) ? Number(row[0]) : Number.NaN
  }
  return orderBy === '' ? keys.sort() : keys
}
