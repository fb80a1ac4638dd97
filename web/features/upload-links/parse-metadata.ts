import type { Metadata } from '#contract/images.ts'

/** A JSON object as typed, nothing for an empty text; `null` for anything else. */
export function parseMetadata(text: string): Metadata | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isMetadata(value) ? value : null
  } catch {
    return null
  }
}

/** What came out of `JSON.parse` is JSON, so an object of it is metadata. */
function isMetadata(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
