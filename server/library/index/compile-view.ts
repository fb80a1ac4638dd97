import type { SQLInputValue } from 'node:sqlite'
import type { View } from '#contract/views/view.ts'
import { compileTerm, MATCHES, type TermSql } from './compile-term.ts'

/** A view as the parts of a query; the row number is `key`. */
export interface ViewSql {
  /** The full-text index first, when it narrows the view down. */
  from: string
  where: string
  parameters: SQLInputValue[]
  /** Empty for upload order, which is that of the row numbers. */
  orderBy: string
  /** The expression alone when nothing else has to be looked at: no row of `images` has to be read then. */
  matchOnly: string | null
  /** Every condition looks at the row of the image alone; `false` also without any. */
  isOfRowsAlone: boolean
}

/** A view as SQL. All terms have to hold; none at all is the whole library. */
export function compileView({ terms, sort }: View): ViewSql {
  const matches: string[] = []
  const conditions: TermSql[] = []
  for (const term of terms) {
    const compiled = compileTerm(term)
    const { sql, parameters, match } = compiled
    if (term.negated) conditions.push(opposite(compiled))
    else {
      if (match !== undefined) matches.push(match)
      if (sql !== 'true') conditions.push({ sql: `(${sql})`, parameters })
    }
  }
  const isOfRow = ({ sql, match }: TermSql) => match === undefined && !sql.includes('select')
  const match = matches.length === 0 ? null : matches.join(' AND ')
  const where = [...(match === null ? [] : ['search match ?']), ...conditions.map(({ sql }) => sql)]
  const order = orderBy(sort)
  return {
    from: match === null ? 'images' : 'search cross join images on images.key = search.rowid',
    where: where.length === 0 ? 'true' : where.join(' and '),
    parameters: [...(match === null ? [] : [match]), ...conditions.flatMap(({ parameters }) => parameters)],
    orderBy: order,
    matchOnly: conditions.length === 0 && order === '' ? match : null,
    isOfRowsAlone: match === null && conditions.length > 0 && conditions.every(isOfRow),
  }
}

/** What is not known makes a condition false, not unknown: then its opposite is true. */
function opposite({ sql, parameters, match }: TermSql): TermSql {
  if (match === undefined) return { sql: `not coalesce(${sql}, false)`, parameters }
  return { sql: `not (${MATCHES} and coalesce(${sql}, false))`, parameters: [match, ...parameters] }
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
