import type * as z from 'zod'

type Json = z.core.util.JSONType

/** What differs from one answer to the next: both sides must look like it, and need not be equal. */
const PATTERNS: readonly { what: string; recorded: RegExp; ours: RegExp }[] = [
  {
    what: 'an id',
    recorded: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    ours: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  },
  {
    what: 'a date with milliseconds',
    recorded: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    ours: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  },
  {
    what: 'a delivery URL of the variant public',
    recorded: /^https:\/\/imagedelivery\.net\/[^/]+\/[^/]+\/public$/,
    ours: /^https?:\/\/[^/]+\/[\w-]{22}\/[0-9a-f-]{36}\/public$/i,
  },
  {
    what: 'an upload URL',
    recorded: /^https:\/\/upload\.imagedelivery\.net\/[^/]+(\/[^/]+)?$/,
    ours: /^https?:\/\/.+\/[\w-]{22}\/[\w-]+$/i,
  },
]

export interface CompareOptions {
  /** Recorded by hand: keys and types only, no values. */
  typesOnly?: boolean
  /** Keys whose presence or value is known not to say anything, each with its reason. */
  except?: Readonly<Record<string, string>>
}

/**
 * Where `ours` is not what was recorded, as sentences: other keys, another order of keys, other types, other constants.
 * Ids, dates and URLs are compared by their form.
 */
export function differences(recorded: Json, ours: Json, options: CompareOptions = {}, at = 'body'): string[] {
  if (Array.isArray(recorded)) {
    if (!Array.isArray(ours)) return [`${at}: a list was recorded, not ${kindOf(ours)}`]
    return listDifferences(recorded, ours, options, at)
  }
  if (typeof recorded === 'object' && recorded !== null) {
    if (typeof ours !== 'object' || ours === null || Array.isArray(ours)) {
      return [`${at}: an object was recorded, not ${kindOf(ours)}`]
    }
    const known = (key: string) => options.except?.[key] === undefined
    const keys = Object.keys(recorded).filter(known)
    const ourKeys = Object.keys(ours).filter(known)
    const order = (list: string[]) => (options.typesOnly ? list.toSorted() : list).join(', ')
    if (order(keys) !== order(ourKeys))
      return [`${at}: the keys are ${order(ourKeys)}, recorded ${order(keys)}`]
    return keys.flatMap((key) =>
      differences(recorded[key] ?? null, ours[key] ?? null, options, `${at}.${key}`),
    )
  }
  if (kindOf(recorded) !== kindOf(ours)) return [`${at}: ${kindOf(ours)}, recorded ${kindOf(recorded)}`]
  if (options.typesOnly) return []
  const pattern =
    typeof recorded === 'string' ? PATTERNS.find((one) => one.recorded.test(recorded)) : undefined
  if (pattern !== undefined)
    return pattern.ours.test(String(ours)) ? [] : [`${at}: ${String(ours)} is not ${pattern.what}`]
  return recorded === ours ? [] : [`${at}: ${JSON.stringify(ours)}, recorded ${JSON.stringify(recorded)}`]
}

/** Lists of texts hold at least what was recorded (an account may have more variants); others agree one by one. */
function listDifferences(recorded: Json[], ours: Json[], options: CompareOptions, at: string): string[] {
  const fits = (one: Json) => (other: Json) => differences(one, other, options, at).length === 0
  if (recorded.length > 0 && recorded.every((one) => typeof one === 'string')) {
    return recorded
      .filter((one) => !ours.some(fits(one)))
      .map((one) => `${at}: none is like ${JSON.stringify(one)}`)
  }
  if (options.typesOnly && recorded[0] !== undefined) {
    const [sample] = recorded
    return ours.flatMap((one, index) => differences(sample, one, options, `${at}[${index}]`))
  }
  if (recorded.length !== ours.length) return [`${at}: ${ours.length} entries, recorded ${recorded.length}`]
  return recorded.flatMap((one, index) => differences(one, ours[index] ?? null, options, `${at}[${index}]`))
}

const kindOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `of type ${typeof value}`

/** True when `ours` is the recorded sentence; `<path>` and the like in it stand for any text. */
export function saysTheSame(recorded: string, ours: string): boolean {
  const escaped = recorded
    .split(/<\w+>/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/column \d+/, 'column \\d+'))
  return new RegExp(`^${escaped.join('.+')}$`).test(ours)
}
