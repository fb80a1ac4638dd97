import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** The recorded answers of 2023, by name. */
const Recording = z.object({
  responses: z.record(
    z.string(),
    z.object({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      body: z.json(),
    }),
  ),
})

/** Bodies by name: hand-written, or printed in the documentation. */
const Bodies = z.object({ bodies: z.record(z.string(), z.json()) })

/** Errors quoted in public repositories. A `null` status was not told. */
const Observations = z.object({
  observations: z.array(
    z.object({
      status: z.number().int().nullable(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.json().optional(),
      bodyText: z.string().optional(),
      where: z.string(),
    }),
  ),
})
export type Observation = z.infer<typeof Observations>['observations'][number]

const Errors2022 = z.object({
  plainTextErrorBodies: z.array(z.object({ context: z.string(), body: z.string() })),
  errorCodeTable: z.record(z.string(), z.string()),
})

/** Codes that live tests found, by operation. */
const CodesByOperation = z.object({
  operations: z.record(z.string(), z.record(z.string(), z.number().int())),
})

function read<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** The files of the recorded exchanges. Each throws when its file is missing or has another shape. */
export const recorded = {
  answers: (folder: string) =>
    read(folder, 'recorded-http-2023.cloudflare-images-php.json', Recording).responses,
  clientBodies: (folder: string) => read(folder, 'test-bodies.cloudflare-go-v0.json', Bodies).bodies,
  documentedBodies: (folder: string) => read(folder, 'doc-examples.cloudflare-docs.json', Bodies).bodies,
  filterErrors: (folder: string) => read(folder, 'list-v2-400-examples.api-schemas.json', Bodies).bodies,
  observations: (folder: string) => read(folder, 'observed-errors.json', Observations).observations,
  errors2022: (folder: string) => read(folder, 'errors-2022.tcd-cloudflare-images.json', Errors2022),
  codesByOperation: (folder: string) =>
    read(folder, 'error-codes-by-operation-2026.alchemy-distilled.json', CodesByOperation).operations,
}
