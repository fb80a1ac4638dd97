import * as z from 'zod'
import { parseSort, parseView } from './views/parse-view.ts'
import { printSort, printTerms } from './views/print-view.ts'
import { VIEW_LIMITS } from './views/view.ts'

export const SAVED_VIEW_LIMITS = { nameCharacters: 80, views: 200 } as const

/** With these a part of the text is not heeded. */
const LEAVES_OUT = ['too_long', 'too_many_terms', 'too_many_values']

const Name = z
  .string()
  .trim()
  .min(1, 'Give the view a name')
  .max(SAVED_VIEW_LIMITS.nameCharacters, `A name has at most ${SAVED_VIEW_LIMITS.nameCharacters} characters`)
  .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'A name is plain text on one line')

/** Becomes the canonical text. What would be left out of the view is refused, so that nobody saves something else. */
const Query = z
  .string()
  .max(VIEW_LIMITS.textCharacters, `A search has at most ${VIEW_LIMITS.textCharacters} characters`)
  .refine((text) => text.isWellFormed(), 'This search holds half a character')
  .refine(
    (text) => !parseView(text).faults.some(({ kind }) => LEAVES_OUT.includes(kind)),
    `A search has at most ${VIEW_LIMITS.terms} terms, each of at most ${VIEW_LIMITS.valuesPerTerm} values`,
  )
  .transform((text) => printTerms(parseView(text).view.terms))

const SortText = z.string().transform((text, context) => {
  const sort = parseSort(text)
  if (sort !== null) return printSort(sort)
  context.addIssue({ code: 'custom', message: 'There is no such order' })
  return z.NEVER
})

export const CreateSavedViewRequest = z.strictObject({ name: Name, query: Query, sort: SortText })
export type CreateSavedViewRequest = z.input<typeof CreateSavedViewRequest>

/** Absent fields stay as they are. */
export const EditSavedViewRequest = CreateSavedViewRequest.partial()
export type EditSavedViewRequest = z.input<typeof EditSavedViewRequest>

export const SavedViewId = z.uuid('This is not the id of a saved view')

/** How names are compared: two views may not differ in letter case, or in how an accent is put together, alone. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
