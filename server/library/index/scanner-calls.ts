import * as z from 'zod'
import type { View } from '#contract/views/view.ts'

/** Parsed from text by the language itself; here it only has to be one. */
const ViewShape = z.custom<View>(
  (value) =>
    z.object({ terms: z.array(z.object({ kind: z.string() })), sort: z.object({}) }).safeParse(value).success,
)

/** The calls of the thread that scans. */
export const SCANNER_CALLS = {
  positions: {
    args: z.tuple([ViewShape]),
    value: z.object({ revision: z.number(), keys: z.instanceof(Float64Array) }),
  },
}
