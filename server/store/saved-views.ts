import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { nameKeyOf, SAVED_VIEW_LIMITS } from '#contract/saved-views.ts'

/** A saved view as it is kept; how many images it holds is the library's to say. */
export interface StoredView {
  id: string
  name: string
  /** Canonical text of the terms. */
  query: string
  /** `uploaded-descending` */
  sort: string
}

/** Views the team has saved. Names are unique, letter case aside. */
export interface SavedViews {
  /** By name. */
  list(): StoredView[]
  create(view: Omit<StoredView, 'id'>): StoredView | 'name_taken' | 'full'
  /** What is absent stays as it is. */
  edit(id: string, change: Partial<Omit<StoredView, 'id'>>): StoredView | 'name_taken' | 'not_found'
  /** `false` when there was none. */
  delete(id: string): boolean
}

/** Saved views in the desk's store. Every call is one statement or one transaction. */
export function createSavedViews(store: DatabaseSync): SavedViews {
  const all = store.prepare('select id, name, query, sort from saved_views order by name_key')
  const one = store.prepare('select id, name, query, sort from saved_views where id = ?')
  const count = store.prepare('select count(*) as count from saved_views')
  const insert = store.prepare(
    'insert into saved_views (id, name, name_key, query, sort) values (?, ?, ?, ?, ?) on conflict (name_key) do nothing',
  )
  const update = store.prepare(
    'update or ignore saved_views set name = ?, name_key = ?, query = ?, sort = ? where id = ?',
  )
  const remove = store.prepare('delete from saved_views where id = ?')

  return {
    list: () => all.all().map(viewOf),
    create({ name, query, sort }) {
      if (Number(count.get()?.['count']) >= SAVED_VIEW_LIMITS.views) return 'full'
      const id = randomUUID()
      const { changes } = insert.run(id, name, nameKeyOf(name), query, sort)
      return Number(changes) === 0 ? 'name_taken' : { id, name, query, sort }
    },
    edit(id, change) {
      const row = one.get(id)
      if (row === undefined) return 'not_found'
      const next = { ...viewOf(row), ...change }
      const { changes } = update.run(next.name, nameKeyOf(next.name), next.query, next.sort, id)
      return Number(changes) === 0 ? 'name_taken' : next
    },
    delete: (id) => Number(remove.run(id).changes) > 0,
  }
}

function viewOf(row: Record<string, unknown>): StoredView {
  const text = (name: string) => String(row[name])
  return { id: text('id'), name: text('name'), query: text('query'), sort: text('sort') }
}
