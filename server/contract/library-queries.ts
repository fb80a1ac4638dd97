import * as z from 'zod'
import { ImageIdSchema } from './images.ts'
import { WINDOW_LIMIT } from './library.ts'
import { parseSort, parseView } from './views/parse-view.ts'
import { NEWEST_FIRST, VIEW_LIMITS } from './views/view.ts'

/** Far beyond what the language reads: such a text was not written by a person. */
const QUERY_CHARACTERS = 4 * VIEW_LIMITS.textCharacters
const offset = z.coerce.number().int().min(0).max(1e9).default(0)

const fields = {
  /** Terms of the view language. */
  q: z.string().max(QUERY_CHARACTERS).default(''),
  sort: z
    .string()
    .transform((text, context) => {
      const sort = parseSort(text)
      if (sort === null) context.addIssue('There is no such order')
      return sort ?? z.NEVER
    })
    .default(NEWEST_FIRST),
  /** As `LibraryOutline.newest` gave it; images uploaded later stay out. */
  until: z.iso.datetime().optional(),
}

function toView<Query extends { q: string; sort: typeof NEWEST_FIRST; until?: string | undefined }>(
  query: Query,
) {
  const { q, sort, until, ...more } = query
  return { ...more, view: parseView(q, sort).view, until: until ?? null }
}

export const LibraryWindowQuery = z
  .strictObject({ ...fields, offset, limit: z.coerce.number().int().min(1).max(WINDOW_LIMIT).default(100) })
  .transform(toView)
export const LibraryOutlineQuery = z.strictObject(fields).transform(toView)
export const LibraryPlaceQuery = z.strictObject({ ...fields, id: ImageIdSchema }).transform(toView)
