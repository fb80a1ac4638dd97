import { Metadata } from '#contract/images.ts'

type Value = Metadata[string]

/** Texts as they are, everything else as JSON. */
export function showValue(value: Value | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A number stays a number while it still reads as JSON; an emptied named field is removed. */
export function readValue(text: string, before: Value | undefined): Value | undefined {
  if (before === undefined || typeof before === 'string') return text === '' ? undefined : text
  try {
    return Metadata.parse({ value: JSON.parse(text) })['value']
  } catch {
    return text
  }
}
