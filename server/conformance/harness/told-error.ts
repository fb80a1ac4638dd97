import * as z from 'zod'
import type { Answer } from './http.ts'
import type { Observation } from './recorded.ts'

/** An error as it was told, in whichever dress: envelope, bare entry, or text. */
export interface ToldError {
  /** `null` for a text without a code. */
  code: number | null
  message: string
  chain?: readonly { code: number; message: string }[] | undefined
}

const Entry = z.object({
  code: z.number(),
  message: z.string(),
  error_chain: z.array(z.object({ code: z.number(), message: z.string() })).optional(),
})
const Envelope = z.object({ errors: z.tuple([Entry]) })

function fromEntry({ code, message, error_chain: chain }: z.output<typeof Entry>): ToldError {
  return { code, message, chain }
}

export function errorInText(text: string): ToldError {
  const [, code, message] = /^ERROR (\d+): \(?(.*?)\)?\n?$/s.exec(text) ?? []
  return code === undefined
    ? { code: null, message: text.trim() }
    : { code: Number(code), message: message ?? '' }
}

export function errorInAnswer(answer: Answer): ToldError {
  if (answer.contentType !== 'application/json') return errorInText(answer.text)
  return fromEntry(Envelope.parse(answer.json).errors[0])
}

export function errorInObservation({ body, bodyText, headers }: Observation): ToldError {
  if (bodyText !== undefined) return errorInText(bodyText)
  if (body === undefined) return { code: Number(headers?.['cf-images']?.replace('err=', '')), message: '' }
  const bare = Entry.safeParse(body)
  return fromEntry(bare.success ? bare.data : Envelope.parse(body).errors[0])
}
