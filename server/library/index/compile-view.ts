import type { SQLInputValue } from 'node:sqlite'
import type { View, ViewTerm } from '#contract/views/view.ts'
import { compileTerm, type TermSql } from './compile-term.ts'

/** A condition over the columns of `images`; the row number is `key`. */
export interface ViewSql {
  where: string
  parameters: SQLInputValue[]
  /** Over `images`; empty for upload order, which is that of the row numbers. */
  orderBy: string
}

/** A view as SQL. All terms have to hold; none at all is the whole library. */
export function compileView({ terms, sort }: View): ViewSql {
  const compiled = terms.map(compile)
  return {
    where: compiled.length === 0 ? 'true' : compiled.map(({ sql }) => sql).join(' and '),
    parameters: compiled.flatMap(({ parameters }) => parameters),
    orderBy: orderBy(sort),
  }
}

function compile(term: ViewTerm): TermSql {
  const { sql, parameters } = compileTerm(term)
  // What is not known makes a condition false, not unknown: then its opposite is true.
  return term.negated ? { sql: `not coalesce(${sql}, false)`, parameters } : { sql: `(${sql})`, parameters }
}

/** What is not known comes last in both directions; equal ones follow the upload time, newest first. */
function orderBy({ field, direction }: View['sort']): string {
  if (field === 'uploaded') return ''
  const way = direction === 'ascending' ? 'asc' : 'desc'
  const by = {
    name: `name_of(id, filename) ${way}`,
    size: `bytes ${way} nulls last`,
    dimensions: `width * height ${way} nulls last`,
    creator: `folded(creator) ${way} nulls last`,
  }[field]
  return `${by}, key desc`
}
