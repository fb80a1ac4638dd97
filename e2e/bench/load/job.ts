import * as z from 'zod'

/** What the load generator is to send. */
export const Job = z.object({
  /** `http://127.0.0.1:port` */
  origin: z.string(),
  method: z.enum(['GET', 'POST']),
  /** Asked for in turn. */
  paths: z.array(z.string()).min(1),
  headers: z.record(z.string(), z.string()),
  /** Connections, each with one request at a time. */
  connections: z.number().int().min(1),
  /** Ends after this many requests... */
  requests: z.number().int().min(1).optional(),
  /** ...or after this time, whatever comes first. */
  seconds: z.number().max(120),
  /** Sends a form with this JPEG, made distinct in each request by a comment inside. */
  upload: z
    .object({
      file: z.string(),
      /** The image id is this and a number that counts up from `firstNumber`. */
      id: z.object({ prefix: z.string(), firstNumber: z.number().int() }).nullable(),
    })
    .optional(),
})
export type Job = z.infer<typeof Job>

export const Result = z.object({
  requests: z.number(),
  /** From the first request to the last answer. */
  seconds: z.number(),
  sentBytes: z.number(),
  receivedBytes: z.number(),
  medianMs: z.number(),
  p99Ms: z.number(),
})
export type Result = z.infer<typeof Result>

export const Report = z.union([z.object({ result: Result }), z.object({ error: z.string() })])
