import type { GuestLink, GuestRefusal } from '#contract/guest.ts'
import type { LinkUpload, UploadLink, UploadLinkState } from '#contract/upload-links.ts'
import type { LinkUse, StoredDraft } from '../../store/upload-drafts.ts'
import type { StoredLink } from '../../store/upload-links.ts'

type Limits = Pick<StoredLink, 'filesLimit' | 'totalBytesLimit' | 'fileBytesLimit'>

/** What can still be taken; never negative, though a limit may have been lowered below what is there. */
export function roomOf(link: Limits, use: LinkUse): { filesLeft: number; bytesLeft: number } {
  return {
    filesLeft: Math.max(0, link.filesLimit - use.arrived - use.waiting),
    bytesLeft: Math.max(0, link.totalBytesLimit - use.sizeBytes),
  }
}

/** Why a file of `sizeBytes` is not taken beside what is there already; `null` when it is. */
export function refusalOf(link: Limits, use: LinkUse, sizeBytes: number): GuestRefusal | null {
  if (sizeBytes > link.fileBytesLimit) return 'file_too_large'
  const { filesLeft, bytesLeft } = roomOf(link, use)
  return filesLeft === 0 || sizeBytes > bytesLeft ? 'no_room' : null
}

export function stateOf(link: StoredLink, use: LinkUse, now: number): UploadLinkState {
  if (link.revokedAt !== null) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  const { filesLeft, bytesLeft } = roomOf(link, use)
  return filesLeft === 0 || bytesLeft === 0 ? 'full' : 'open'
}

/** What the holder of the token may know: nothing of the library, of folder, creator or metadata. */
export function guestViewOf(link: StoredLink, use: LinkUse, now: number): GuestLink {
  const state = stateOf(link, use, now)
  if (state === 'revoked') return { state }
  if (state === 'expired') return { state, expiredAt: iso(link.expiresAt) }
  return {
    state,
    label: link.label,
    expiresAt: iso(link.expiresAt),
    ...roomOf(link, use),
    fileBytes: link.fileBytesLimit,
  }
}

export function deskViewOf(link: StoredLink, use: LinkUse, now: number): UploadLink {
  const { createdAt, expiresAt, revokedAt, ...rest } = link
  return {
    ...rest,
    createdAt: iso(createdAt),
    expiresAt: iso(expiresAt),
    revokedAt: revokedAt === null ? null : iso(revokedAt),
    state: stateOf(link, use, now),
    used: use,
  }
}

/** Neither the key, which is the guest's, nor the one-time address. */
export function uploadViewOf(draft: StoredDraft): LinkUpload {
  const { imageId, name, sizeBytes, state, reason, createdAt, arrivedAt, expiresAt } = draft
  return {
    imageId,
    name,
    sizeBytes,
    state: state === 'making' ? 'waiting' : state,
    reason,
    createdAt: iso(createdAt),
    arrivedAt: arrivedAt === null ? null : iso(arrivedAt),
    expiresAt: iso(expiresAt),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
