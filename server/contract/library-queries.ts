import * as z from 'zod'
import { ImageIdSchema } from './images.ts'
import { TWINS_LIMIT, WINDOW_LIMIT } from './library.ts'
import { parseSort, parseTerms, parseView } from './views/parse-view.ts'
import { NEWEST_FIRST, VIEW_LIMITS } from './views/view.ts'

/** Far beyond what the language reads: such a text was not written by a person. */
const QUERY_CHARACTERS = 4 * VIEW_LIMITS.textCharacters
const offset = z.coerce.number().int().min(0).max(1e9).default(0)

/** What values can be suggested for. */
export type SuggestionField =
  | { kind: 'creator' | 'type' | 'orientation' | 'folder' | 'paths' }
  | { kind: 'meta'; path: readonly string[] }

function parseField(text: string): SuggestionField | null {
  if (text === 'meta' || text === 'has') return { kind: 'paths' }
  // Any value will do: the language says what the field is.
  const [placed, ...more] = parseTerms(`${text}:png`)
  const term = placed?.term
  if (more.length > 0 || term === null || term === undefined) return null
  if (term.kind === 'meta') return { kind: 'meta', path: term.path }
  if (term.kind === 'creator' || term.kind === 'folder' || term.kind === 'type') return { kind: term.kind }
  return text === 'orientation' ? { kind: 'orientation' } : null
}

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
export const LibraryFacetsQuery = z
  .strictObject({ q: fields.q })
  .transform(({ q }) => ({ view: parseView(q).view }))
export const LibraryFoldersQuery = z.strictObject({ parent: z.string().max(1024).default('') })
export const LibrarySuggestionsQuery = z.strictObject({
  field: z
    .string()
    .max(500)
    .transform((text, context) => {
      const field = parseField(text)
      if (field === null) context.addIssue('There are no suggestions for this field')
      return field ?? z.NEVER
    }),
  prefix: z.string().max(200).default(''),
})
export const LibraryDuplicatesQuery = z
  .strictObject({
    of: z.enum(['bytes', 'look']),
    q: fields.q,
    offset,
    limit: z.coerce.number().int().min(1).max(50).default(20),
  })
  .transform(({ q, ...query }) => ({ ...query, view: parseView(q).view }))

/** `POST /api/library/twins`: what is known of the bytes of each file. `null`: not known, or not asked about. */
export const LibraryTwinsRequest = z.strictObject({
  files: z
    .array(
      z.strictObject({
        /** SHA-256, hex. */
        contentHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullable(),
        /** As `lookOf` has it. */
        look: z
          .string()
          .regex(/^[0-9a-f]{16}$/)
          .nullable(),
      }),
    )
    .min(1)
    .max(TWINS_LIMIT),
})
export type LibraryTwinsRequest = z.infer<typeof LibraryTwinsRequest>

/** `POST /api/library/known-ids`: which of them are taken. Both limits, so that the body stays below 64 KB. */
export const KNOWN_IDS_LIMITS = { ids: 500, characters: 20_000 } as const
export const LibraryKnownIdsRequest = z.strictObject({
  ids: z
    .array(ImageIdSchema)
    .min(1)
    .max(KNOWN_IDS_LIMITS.ids)
    .refine(
      (ids) => ids.reduce((sum, id) => sum + id.length, 0) <= KNOWN_IDS_LIMITS.characters,
      `The ids have at most ${KNOWN_IDS_LIMITS.characters} characters together`,
    ),
})

/** `POST /api/library/refresh`: everything is read again, soon. Answers 202 with the status. */
export const RefreshLibraryRequest = z.strictObject({})
