import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { UploadTicketRequest } from '#contract/uploads.ts'
import type { UploadField } from '../form-inspector.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { present } from '../without-undefined.ts'

/** What is asked for besides the picture. */
export type UploadFields = ReturnType<typeof present<z.output<typeof UploadTicketRequest>>>

/**
 * The fields of an upload form. Empty ones count as absent, but for the id.
 * @throws ZodError that names the field; ProblemError for metadata that is no JSON
 */
export function fieldsOfForm(values: ReadonlyMap<UploadField, string>): UploadFields {
  const metadata = values.get('metadata')
  const isPrivate = values.get('requireSignedURLs')
  if (isPrivate && isPrivate !== 'true' && isPrivate !== 'false') {
    const message = 'requireSignedURLs must be true or false.'
    throw new ProblemError('invalid_request', message, { requireSignedURLs: message })
  }
  return fieldsOf({
    ...(values.has('id') && { id: values.get('id') }),
    ...(metadata && { metadata: parsed(metadata) }),
    ...(values.get('creator') && { creator: values.get('creator') }),
    ...(isPrivate && { requiresSignedUrl: isPrivate === 'true' }),
  })
}

/** The same from JSON. @throws ZodError that names the field */
export function fieldsOf(value: unknown): UploadFields {
  return present(UploadTicketRequest.parse(value))
}

/** SHA-256 of wishes, or of what an image has: equal for the same, whatever the order of keys. Not of the id. */
export function digestOf(fields: Pick<UploadFields, 'creator' | 'requiresSignedUrl' | 'metadata'>): string {
  const { creator, requiresSignedUrl, metadata } = fields
  const isEmpty = metadata === undefined || Object.keys(metadata).length === 0
  const text = JSON.stringify([
    creator ?? null,
    requiresSignedUrl ?? false,
    isEmpty ? null : sorted(metadata),
  ])
  return createHash('sha256').update(text).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProblemError('invalid_request', 'The metadata is not valid JSON.', {
      metadata: 'Not valid JSON',
    })
  }
}
