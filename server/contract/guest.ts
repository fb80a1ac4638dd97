/**
 * What the page for outsiders and the desk agree on. Types, words of the protocol and numbers only, no parser: that page
 * is small.
 */

/** Paths of the guest's API. The token is never part of one. */
export const guestEndpoints = {
  link: '/api/guest/link',
  uploads: '/api/guest/uploads',
  upload: (key: string) => `/api/guest/uploads/${encodeURIComponent(key)}`,
  arrived: (key: string) => `/api/guest/uploads/${encodeURIComponent(key)}/arrived`,
} as const

/** Carries the token of the link: a header is in no log and no history. */
export const LINK_HEADER = 'X-Upload-Link'

/** Where the page for outsiders stands: `/u/<token>`. */
export const GUEST_PAGE_PREFIX = '/u/'

/** The metadata field of an image that waits in the inbox; its value is the label of the link. Reserved for the desk. */
export const INBOX_FIELD = 'desk_inbox'

/** The search that finds everything that waits. */
export const INBOX_QUERY = `has:${INBOX_FIELD}`

/** 256 bits as base64url. */
export const LINK_TOKEN = /^[A-Za-z0-9_-]{43}$/

/** What a guest may know of the link. `unknown` is all that a wrong token hears, and the token of a link that was deleted. */
export type GuestLink =
  | { state: 'unknown' }
  | { state: 'revoked' }
  | { state: 'expired'; expiredAt: string }
  | {
      state: 'open' | 'full'
      label: string
      expiresAt: string
      filesLeft: number
      bytesLeft: number
      /** The largest file taken. */
      fileBytes: number
    }

/** What became of one file of a guest. */
export type GuestUpload =
  /** Send the bytes to `uploadUrl` as a form with one part, `file`; it takes one picture. */
  | { state: 'waiting'; uploadUrl: string; expiresAt: string }
  | { state: 'arrived'; sizeBytes: number }
  /** It arrived larger than was said, and was deleted again. */
  | { state: 'refused'; reason: GuestRefusal }
  /** Nothing came in time; the same key may ask again. */
  | { state: 'expired' }

export type GuestRefusal = 'file_too_large' | 'no_room'

/** Every answer about an upload says what is left of the link, too. */
export interface GuestAnswer {
  upload: GuestUpload
  link: GuestLink
}
