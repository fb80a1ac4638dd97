import type { IncomingMessage } from 'node:http'
import type * as z from 'zod'
import { faults } from '../http/envelope.ts'

const LIMIT_BYTES = 64 * 1024

/** The parsed JSON body. @throws ApiFault 5400 for no JSON, more than 64 KB, or a shape that `schema` refuses */
export async function readJson<Schema extends z.ZodType>(
  req: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of req) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > LIMIT_BYTES) break
      chunks.push(chunk)
    }
  } catch {
    throw faults.badRequest('incomplete body')
  }
  if (size > LIMIT_BYTES) throw faults.badRequest('body is too large')
  const text = Buffer.concat(chunks).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw faults.badRequest(error instanceof Error ? error.message : 'not JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw faults.badRequest(issue === undefined ? 'invalid body' : describe(issue, value, text))
}

/** A missing field is told as recorded; a message that names its value stands alone, as recorded too. */
function describe(issue: z.core.$ZodIssue, value: unknown, text: string): string {
  const field = issue.path.at(-1)
  if (field !== undefined && at(value, issue.path) === undefined) {
    const lines = text.trimEnd().split('\n')
    return `missing field \`${String(field)}\` at line ${lines.length} column ${lines.at(-1)?.length ?? 0}`
  }
  if (issue.message.startsWith("'") || field === undefined) return issue.message
  return `${issue.path.join('.')}: ${issue.message}`
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.getOwnPropertyDescriptor(inner, key)?.value
        : undefined,
    value,
  )
}
