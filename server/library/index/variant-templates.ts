import type { DatabaseSync } from 'node:sqlite'
import { DamagedRowError } from './schema.ts'

/** Looks templates up by their number; each is read once. @throws DamagedRowError for one that is not there */
export function createTemplates(database: DatabaseSync): (number: number) => string {
  const find = database.prepare('select template from variant_sets where number = ?')
  const known = new Map<number, string>()
  return (number) => {
    let template = known.get(number)
    if (template === undefined) {
      const found = find.get(number)?.['template']
      if (typeof found !== 'string') throw new DamagedRowError('A set of variants is missing from the index')
      template = found
      known.set(number, template)
    }
    return template
  }
}
