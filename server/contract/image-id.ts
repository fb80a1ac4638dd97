import { LIMITS } from './limits.ts'

/**
 * An image id is one opaque value: generated (UUID-like) or custom, with any number of `/`.
 * It is validated once at each edge, encoded once, and never joined into a URL by hand.
 *
 * `encodeURIComponent('..')` is `..` and WHATWG URL parsing folds it (and `%2e%2e`), so an id `..` would
 * reach another endpoint with our token. Ids with such a part are refused, not escaped.
 */
declare const imageIdBrand: unique symbol
export type ImageId = string & { readonly [imageIdBrand]: true }

export type ImageIdFault =
  | 'empty'
  | 'too_long'
  | 'edge_slash'
  | 'empty_part'
  | 'dot_part'
  | 'control_character'
  | 'lone_surrogate'

/** Generated ids are UUIDs; no custom id may look like one (5411). */
export const GENERATED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const CONTROL = /\p{Cc}/u

/**
 * What is wrong with `value` as an image id, or `null` when it is one.
 * Length counts code points (the documentation says "characters"; whether it means bytes is unknown).
 */
export function imageIdFault(value: string): ImageIdFault | null {
  if (value === '') return 'empty'
  // Code points are never more than UTF-16 units: the short case, a page of 1,000 ids, needs no counting.
  const { imageIdCharacters } = LIMITS
  if (value.length > imageIdCharacters && [...value].length > imageIdCharacters) return 'too_long'
  if (!value.isWellFormed()) return 'lone_surrogate'
  if (CONTROL.test(value)) return 'control_character'
  if (value.startsWith('/') || value.endsWith('/')) return 'edge_slash'
  for (const part of value.split('/')) {
    if (part === '') return 'empty_part'
    if (part === '.' || part === '..') return 'dot_part'
  }
  return null
}

/** `value` as an {@link ImageId}, or `null` when it cannot be one. */
export function parseImageId(value: string): ImageId | null {
  return imageIdFault(value) === null ? (value as ImageId) : null
}

/** The id as exactly one URL path segment: `a/b` is `a%2Fb`, `%` is `%25`. */
export function encodeImageId(id: ImageId): string {
  return encodeURIComponent(id)
}

/** Inverse of {@link encodeImageId}; `null` for a broken escape or an id that is none. */
export function decodeImageId(segment: string): ImageId | null {
  try {
    return parseImageId(decodeURIComponent(segment))
  } catch {
    return null
  }
}
