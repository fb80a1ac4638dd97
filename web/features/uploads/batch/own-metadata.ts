import { Metadata } from '#contract/images.ts'

type Value = Metadata[string]

/** `metadata` with what a file says of itself; `null` takes a field away, as do empty texts and lists. */
export function withOwnMetadata(metadata: Metadata, own: Metadata = {}): Metadata {
  // From entries: a field may be called `__proto__`.
  return Object.fromEntries(Object.entries({ ...metadata, ...own }).filter(([, value]) => !isNothing(value)))
}

function isNothing(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** A value as it is edited on one line: tags by comma, texts as they are, everything else as JSON. */
export function showValue(field: string, value: Value | undefined): string {
  if (value === undefined) return ''
  if (field === 'tags' && Array.isArray(value)) return value.map((tag) => showValue('', tag)).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was typed as a value. What was a number or an object before stays one while it reads as JSON. */
export function readValue(field: string, text: string, before: Value | undefined): Value {
  if (field === 'tags' && (before === undefined || before === null || Array.isArray(before))) {
    return splitTags(text)
  }
  if (before === undefined || before === null || typeof before === 'string') return text
  return jsonOf(text) ?? text
}

function jsonOf(text: string): Value | undefined {
  try {
    return Metadata.parse({ value: JSON.parse(text) })['value']
  } catch {
    return undefined
  }
}

export function splitTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
