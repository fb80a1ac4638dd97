import { LIMITS } from '#contract/limits.ts'
import { NEW_UPLOAD_LINK, UPLOAD_LINK_LIMITS } from '#contract/upload-link-limits.ts'
import type { CreateUploadLinkRequest, EditUploadLinkRequest, UploadLink } from '#contract/upload-links.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'

const MB = 1_000_000
const DAY_MS = 24 * 60 * 60_000
/** The limit of any image is 10 binary megabytes; "10 MB" in the form means all of it. */
const MOST_FILE_MB = Math.floor(LIMITS.uploadSizeBytes / MB)

/** The numbers as typed; `null` is an empty field. */
export interface LimitsDraft {
  days: number | null
  files: number | null
  totalMb: number | null
  fileMb: number | null
}

export const NEW_LIMITS: LimitsDraft = {
  days: NEW_UPLOAD_LINK.days,
  files: NEW_UPLOAD_LINK.files,
  totalMb: NEW_UPLOAD_LINK.totalBytes / MB,
  fileMb: MOST_FILE_MB,
}

export function limitsOf(link: UploadLink, nowMs: number): LimitsDraft {
  const daysLeft = Math.ceil((Date.parse(link.expiresAt) - nowMs) / DAY_MS)
  return {
    days: Math.min(UPLOAD_LINK_LIMITS.days, Math.max(1, daysLeft)),
    files: link.filesLimit,
    totalMb: Math.max(1, Math.round(link.totalBytesLimit / MB)),
    fileMb: Math.max(1, Math.floor(link.fileBytesLimit / MB)),
  }
}

/** What is wrong, by field; empty for nothing. */
export function faultsOf({
  days,
  files,
  totalMb,
  fileMb,
}: LimitsDraft): Partial<Record<keyof LimitsDraft, string>> {
  const isWithin = (value: number | null, most: number) => value !== null && value >= 1 && value <= most
  return {
    ...(!isWithin(days, UPLOAD_LINK_LIMITS.days) && { days: words.daysFault }),
    ...(!isWithin(files, UPLOAD_LINK_LIMITS.files) && { files: words.filesFault }),
    ...(!isWithin(totalMb, UPLOAD_LINK_LIMITS.totalBytes / MB) && { totalMb: words.totalFault }),
    ...(!isWithin(fileMb, MOST_FILE_MB) && { fileMb: words.fileFault }),
  }
}

type NewLimits = Pick<
  CreateUploadLinkRequest,
  'expiresInDays' | 'filesLimit' | 'totalBytesLimit' | 'fileBytesLimit'
>

/** The limits as they are sent; `null` while a field is empty. */
export function requestOf({ days, files, totalMb, fileMb }: LimitsDraft): NewLimits | null {
  if (days === null || files === null || totalMb === null || fileMb === null) return null
  return {
    expiresInDays: days,
    filesLimit: files,
    totalBytesLimit: totalMb * MB,
    fileBytesLimit: fileMb === MOST_FILE_MB ? LIMITS.uploadSizeBytes : fileMb * MB,
  }
}

/** Only what differs, so that saving other limits does not move the end. */
export function changeOf(before: LimitsDraft, after: LimitsDraft): EditUploadLinkRequest | null {
  const request = requestOf(after)
  if (request === null) return null
  return {
    ...(after.days !== before.days && { expiresInDays: request.expiresInDays }),
    ...(after.files !== before.files && { filesLimit: request.filesLimit }),
    ...(after.totalMb !== before.totalMb && { totalBytesLimit: request.totalBytesLimit }),
    ...(after.fileMb !== before.fileMb && { fileBytesLimit: request.fileBytesLimit }),
  }
}
