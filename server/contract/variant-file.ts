import * as z from 'zod'
import type { AccountSwitches } from './account.ts'
import { LIMITS } from './limits.ts'
import { CreateVariantRequest, type Variant } from './variants.ts'

export const VARIANT_FILE = {
  format: 'picture-desk-variants',
  version: 1,
  /** A hundred variants are 30 KB. */
  sizeLimitBytes: 1024 * 1024,
} as const

/** What is switched on as far as it can be read; `null`: not known. */
export type FileSwitches = Pick<AccountSwitches, 'flexibleVariants' | 'browserTtlSeconds'>

/** All variants and switches of an account, as a file. */
export interface VariantFile {
  format: typeof VARIANT_FILE.format
  version: typeof VARIANT_FILE.version
  exportedAt: string
  /** Where it came from; a file made by hand need not say. */
  accountId: string | null
  switches: FileSwitches
  variants: Variant[]
}

export type VariantFileFault =
  | 'not_json'
  | 'other_file'
  /** Written by a newer desk. */
  | 'newer'

/** One entry that cannot be taken; the rest of the file can. */
export interface EntryFault {
  /** From 1. */
  position: number
  /** As it stands in the file, at most 120 characters; empty when there is none. */
  name: string
  fault: 'invalid' | 'twice'
  /** What is wrong, by field; empty for `twice`. */
  details: { field: string; message: string }[]
}

export type ReadVariantFile = { file: VariantFile; faults: EntryFault[] } | { fault: VariantFileFault }

const Head = z.object({ format: z.literal(VARIANT_FILE.format), version: z.number().int().min(1) })
const Switches = z
  .object({
    flexibleVariants: z.boolean().nullable().catch(null),
    browserTtlSeconds: z
      .number()
      .int()
      .min(LIMITS.browserTtlMinSeconds)
      .max(LIMITS.browserTtlMaxSeconds)
      .nullable()
      .catch(null),
  })
  .catch({ flexibleVariants: null, browserTtlSeconds: null })
const Body = z.object({
  exportedAt: z.string().catch(''),
  accountId: z.string().nullable().catch(null),
  switches: Switches,
  variants: z.array(z.unknown()).max(10 * LIMITS.variants),
})

/** @param at when; @returns pretty JSON, the same for the same account: variants by name */
export function writeVariantFile(
  account: Pick<VariantFile, 'accountId' | 'switches' | 'variants'>,
  at: Date,
): string {
  const { accountId, switches, variants } = account
  const file: VariantFile = {
    format: VARIANT_FILE.format,
    version: VARIANT_FILE.version,
    exportedAt: at.toISOString(),
    accountId,
    switches: { flexibleVariants: switches.flexibleVariants, browserTtlSeconds: switches.browserTtlSeconds },
    variants: variants.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads what a person chose. Total: whatever is in it, the answer says what of it can be used. */
export function readVariantFile(text: string): ReadVariantFile {
  const json = parsed(text)
  if (json === undefined) return { fault: 'not_json' }
  const head = Head.safeParse(json)
  if (!head.success) return { fault: 'other_file' }
  if (head.data.version > VARIANT_FILE.version) return { fault: 'newer' }
  const body = Body.safeParse(json)
  if (!body.success) return { fault: 'other_file' }
  const faults: EntryFault[] = []
  const variants = new Map<string, Variant>()
  for (const [index, entry] of body.data.variants.entries()) {
    const result = CreateVariantRequest.safeParse(entry)
    const at = { position: index + 1, name: nameOf(entry) }
    if (!result.success) faults.push({ ...at, fault: 'invalid', details: detailsOf(result.error) })
    else if (variants.has(result.data.name)) faults.push({ ...at, fault: 'twice', details: [] })
    else variants.set(result.data.name, result.data)
  }
  const { format } = head.data
  const { exportedAt, accountId, switches } = body.data
  return {
    file: {
      format,
      version: VARIANT_FILE.version,
      exportedAt,
      accountId,
      switches,
      variants: [...variants.values()],
    },
    faults,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function nameOf(entry: unknown): string {
  const named = z.object({ name: z.string() }).safeParse(entry)
  return named.success ? named.data.name.slice(0, 120) : ''
}

function detailsOf(error: z.ZodError): EntryFault['details'] {
  return error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
}
