import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { LINK_TOKEN } from '#contract/guest.ts'
import type { StoredLink, UploadLinks } from '../../store/upload-links.ts'

/** 256 random bits as base64url, and what is kept of them. */
export function newLinkToken(): { token: string; tokenHash: Uint8Array } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOf(token) }
}

/** The link of a token as a guest sent it; `null` for anything that opens none. */
export function linkOfToken(links: UploadLinks, token: string | undefined): StoredLink | null {
  if (token === undefined || !LINK_TOKEN.test(token)) return null
  const tokenHash = hashOf(token)
  const found = links.byTokenHash(tokenHash)
  // What the search compared is a hash, so its timing tells nothing of a token; this does not rely on it.
  return found !== null && timingSafeEqual(found.tokenHash, tokenHash) ? found.link : null
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
