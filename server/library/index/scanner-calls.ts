import * as z from 'zod'
import { ImageIdSchema } from '#contract/images.ts'
import type { View } from '#contract/views/view.ts'

/** Parsed from text by the language itself; here it only has to be one. */
export const ViewShape = z.custom<View>(
  (value) =>
    z.object({ terms: z.array(z.object({ kind: z.string() })), sort: z.object({}) }).safeParse(value).success,
)

const Count = z.object({ value: z.string(), count: z.number() })
const revision = z.number()
const Keys = z.instanceof(Float64Array)
const Twin = z.enum(['bytes', 'look'])

/** The calls of the thread that scans. */
export const SCANNER_CALLS = {
  positions: { args: z.tuple([ViewShape]), value: z.object({ revision, keys: Keys }) },
  facets: {
    args: z.tuple([ViewShape]),
    value: z.object({
      revision,
      total: z.number(),
      type: z.array(Count),
      orientation: z.array(Count),
      privacy: z.object({ private: z.number(), public: z.number() }),
      draft: z.number(),
      creator: z.array(Count),
      month: z.array(z.object({ month: z.string(), count: z.number() })),
      missingAlt: z.number(),
      duplicateBytes: z.number(),
      duplicateLook: z.number(),
      unmeasured: z.number(),
    }),
  },
  folders: {
    args: z.tuple([z.string()]),
    value: z.object({
      revision,
      parent: z.string(),
      folders: z.array(
        z.object({ path: z.string(), name: z.string(), count: z.number(), hasFolders: z.boolean() }),
      ),
      directCount: z.number(),
    }),
  },
  suggestions: {
    args: z.tuple([
      z.discriminatedUnion('kind', [
        z.object({ kind: z.enum(['creator', 'folder', 'type', 'orientation', 'paths']) }),
        z.object({ kind: z.literal('meta'), path: z.array(z.string()).readonly() }),
      ]),
      z.string(),
    ]),
    value: z.object({ revision, values: z.array(Count) }),
  },
  sameLooks: {
    args: z.tuple([z.array(z.string())]),
    value: z.array(z.object({ id: ImageIdSchema, name: z.string() }).nullable()),
  },
  duplicates: {
    args: z.tuple([Twin, ViewShape]),
    value: z.object({ revision, keys: Keys, starts: z.instanceof(Uint32Array) }),
  },
}
