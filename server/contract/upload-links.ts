import * as z from 'zod'
import { type GuestRefusal, INBOX_FIELD } from './guest.ts'
import { type ImageId, imageIdFault } from './image-id.ts'
import { ImageIdSchema, Metadata, metadataSizeBytes } from './images.ts'
import { LIMITS } from './limits.ts'
import { UPLOAD_LINK_LIMITS } from './upload-link-limits.ts'

const DAYS_TEXT = `A link works for 1 to ${UPLOAD_LINK_LIMITS.days} days`
const FILES_TEXT = `A link takes 1 to ${UPLOAD_LINK_LIMITS.files} files`

/** Controls, and marks that turn the reading direction: an outsider reads the label. */
const HIDDEN = /\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** On one line, without marks that nobody sees. */
const PlainText = (most: number, name: string) =>
  z
    .string()
    .trim()
    .max(most, `${name} has at most ${most} characters`)
    .refine((text) => text.isWellFormed() && !HIDDEN.test(text), `${name} is plain text on one line`)

const Label = PlainText(UPLOAD_LINK_LIMITS.labelCharacters, 'A label').refine(
  (label) => label !== '',
  'Give the link a label',
)
const Folder = PlainText(UPLOAD_LINK_LIMITS.folderCharacters, 'A folder').refine(
  (folder) => folder === '' || imageIdFault(folder) === null,
  'A folder is written like spring/2026',
)
const LinkMetadata = Metadata.refine(
  (metadata) => !Object.hasOwn(metadata, INBOX_FIELD),
  `The field ${INBOX_FIELD} belongs to the inbox`,
).refine(
  (metadata) => metadataSizeBytes(metadata) <= LIMITS.metadataBytes,
  `Metadata must be at most ${LIMITS.metadataBytes} bytes of JSON`,
)

const Days = z.number().int(DAYS_TEXT).min(1, DAYS_TEXT).max(UPLOAD_LINK_LIMITS.days, DAYS_TEXT)
const Files = z.number().int(FILES_TEXT).min(1, FILES_TEXT).max(UPLOAD_LINK_LIMITS.files, FILES_TEXT)
const TotalBytes = z.number().int().min(1).max(UPLOAD_LINK_LIMITS.totalBytes, 'A link takes at most 100 GB')
const FileBytes = z.number().int().min(1).max(LIMITS.uploadSizeBytes, 'A file has at most 10 MB')

export const CreateUploadLinkRequest = z.strictObject({
  /** Read by the outsider, and the mark of what arrives. */
  label: Label,
  expiresInDays: Days,
  filesLimit: Files,
  totalBytesLimit: TotalBytes,
  fileBytesLimit: FileBytes,
  /** `''`: none. */
  folder: Folder,
  creator: z.string().max(LIMITS.creatorCharacters).optional(),
  metadata: LinkMetadata.optional(),
  requiresSignedUrl: z.boolean().default(false),
})
export type CreateUploadLinkRequest = z.input<typeof CreateUploadLinkRequest>

/** Absent fields stay as they are; days count from now. */
export const EditUploadLinkRequest = z
  .strictObject({
    expiresInDays: Days,
    filesLimit: Files,
    totalBytesLimit: TotalBytes,
    fileBytesLimit: FileBytes,
  })
  .partial()
export type EditUploadLinkRequest = z.input<typeof EditUploadLinkRequest>

export const UploadLinkId = z.uuid('This is not the id of an upload link')

/** `full`: no file fits any more. */
export type UploadLinkState = 'open' | 'full' | 'expired' | 'revoked'

/** A link as the people of the desk see it; its token is in no answer but the one that made it. */
export interface UploadLink {
  id: string
  label: string
  folder: string
  creator: string | null
  metadata: Metadata
  requiresSignedUrl: boolean
  filesLimit: number
  totalBytesLimit: number
  fileBytesLimit: number
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  state: UploadLinkState
  used: { arrived: number; waiting: number; sizeBytes: number }
}

/** `POST /api/upload-links`: the only answer that holds the address. */
export interface CreatedUploadLink {
  link: UploadLink
  url: string
}

/** One file that a guest was given an address for. `GET /api/upload-links/:id/uploads`, newest first. */
export interface LinkUpload {
  /** `null` while the address is being made, and after it expired. */
  imageId: ImageId | null
  /** As the guest's browser called it. */
  name: string
  /** As said by the guest until it arrived, then as it is. */
  sizeBytes: number
  state: 'waiting' | 'arrived' | 'refused' | 'expired'
  reason: GuestRefusal | null
  createdAt: string
  arrivedAt: string | null
  expiresAt: string
}

const GuestKey = z.uuid({ version: 'v4', error: 'The key of a file is a UUID' })

/** `POST /api/guest/uploads`. The same key is answered with the same draft. */
export const GuestUploadRequest = z.strictObject({
  key: GuestKey,
  name: z
    .string()
    .max(LIMITS.filenameCharacters)
    .transform((name) => name.toWellFormed().replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')),
  sizeBytes: z.number().int().min(1),
})
export type GuestUploadRequest = z.input<typeof GuestUploadRequest>

export const GuestUploadKey = GuestKey

/** `GET /api/inbox` */
export interface Inbox {
  /** `null` while the index cannot tell. */
  waiting: number | null
}

/** Images of one request: each costs two API calls. */
export const ACCEPT_LIMIT = 50

/** `POST /api/inbox/accept`: takes the mark off. */
export const AcceptRequest = z.strictObject({ ids: z.array(ImageIdSchema).min(1).max(ACCEPT_LIMIT) })
export type AcceptRequest = z.input<typeof AcceptRequest>

export interface AcceptOutcome {
  accepted: ImageId[]
  failed: { id: ImageId; message: string }[]
}
