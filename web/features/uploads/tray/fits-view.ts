import { parseSort, parseView } from '#contract/views/parse-view.ts'
import { NEWEST_FIRST, type ViewTerm } from '#contract/views/view.ts'
import type { UploadFields } from '../upload-item.ts'

/** What is known of an image before it is one. */
export interface Expected {
  path: string
  fields: UploadFields
}

/**
 * Whether the file will surely be the newest image of a view: the order is newest first, and what is sent with it
 * answers every term. What only a look at the stored image can tell (pixels, type, twins) is not certain: false.
 */
export function fitsView(view: { q: string; sort: string }, file: Expected): boolean {
  const sort = parseSort(view.sort) ?? NEWEST_FIRST
  if (sort.field !== NEWEST_FIRST.field || sort.direction !== NEWEST_FIRST.direction) return false
  return parseView(view.q).view.terms.every((term) => answers(term, file) === !term.negated)
}

/** `null`: nobody can tell yet, so neither the term nor its opposite holds. */
function answers(term: ViewTerm, { path, fields }: Expected): boolean | null {
  const { id, creator = '', requiresSignedUrl = false, metadata = {} } = fields
  switch (term.kind) {
    case 'creator':
      return term.values.includes(creator)
    case 'folder': {
      // Without an id of its own a metadata field may name the folder: the server knows which.
      if (id === undefined) return null
      const folder = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : ''
      return term.path === '' ? folder === '' : folder === term.path || folder.startsWith(`${term.path}/`)
    }
    case 'private':
      return requiresSignedUrl === term.value
    case 'draft':
      return !term.value
    case 'words': {
      const name = path.slice(path.lastIndexOf('/') + 1)
      const wanted = term.text.toLowerCase()
      const holds = [id ?? '', name, creator].some((text) => text.toLowerCase().includes(wanted))
      // A metadata value may hold them, too.
      return holds ? true : Object.keys(metadata).length === 0 && id !== undefined ? false : null
    }
    default:
      return null
  }
}
