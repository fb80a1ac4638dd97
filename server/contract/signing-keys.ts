import * as z from 'zod'
import { LIMITS } from './limits.ts'

/** Letters and digits, at most 20 (the schema's pattern lacks its quantifier). */
export const SigningKeyName = z
  .string()
  .min(1)
  .max(LIMITS.signingKeyNameCharacters)
  .regex(/^[a-zA-Z0-9]+$/, 'Use letters and digits only')

export const CreateSigningKeyRequest = z.strictObject({ name: SigningKeyName })
export type CreateSigningKeyRequest = z.infer<typeof CreateSigningKeyRequest>

/** Names only: a value leaves the BFF in {@link RevealedSigningKey} and nowhere else. */
export interface SigningKeyList {
  keys: { name: string }[]
}

export interface RevealedSigningKey {
  name: string
  value: string
}
