import * as z from 'zod'
import { CreatorInput, type Image, ImageIdSchema, MetadataInput } from './images.ts'

/**
 * Exactly once: every upload carries a key that the sender makes for the file, the same in every attempt. The desk
 * keeps what became of it for a week; whoever lost an answer asks `GET /api/uploads/:key` instead of sending blindly.
 */
export const UploadKey = z.uuidv4('An upload key is a random UUID (version 4)')

/** Headers of `POST /api/images` and `POST /api/images/by-url`, and of their answers. */
export const UPLOAD_HEADERS = {
  /** Asked: the key. Without one the desk makes one, and a lost answer stays lost. */
  key: 'Upload-Key',
  /** Asked: files of the batch that are still to come, this one included. From 20 on the batch lane is worth it. */
  batchSize: 'Upload-Batch-Size',
  /** Answered: API calls left for interactive work in the running window, a whole number. */
  callsLeft: 'Upload-Calls-Left',
  /** Answered: an {@link UploadLane}. On `batch`, uploads cost the shared budget nothing. */
  lane: 'Upload-Lane',
} as const
export type UploadLane = 'normal' | 'batch'

/** From so many files on, the desk asks for a batch token. */
export const BATCH_LANE_FROM_FILES = 20

/** What became of an upload: the answer of `GET /api/uploads/:key`. */
export type UploadStanding =
  /** Never heard of, or nothing is stored: send (again), with the same key. */
  | { state: 'unknown' }
  | { state: 'stored'; image: Image }
  /** A request with this key is on its way: ask again in a second. */
  | { state: 'in_flight' }
  /** By URL only: no answer came and the image cannot be found. A person decides; sending again takes a new key. */
  | { state: 'answer_lost' }

/** `POST /api/uploads/:key/ticket`: leave to send one file straight to the upstream. */
export const UploadTicketRequest = z.strictObject({
  id: ImageIdSchema.optional(),
  metadata: MetadataInput.optional(),
  creator: CreatorInput.optional(),
  requiresSignedUrl: z.boolean().optional(),
})
export type UploadTicketRequest = z.input<typeof UploadTicketRequest>

/** The form for `uploadUrl` has one part, `file`. Afterwards `GET /api/uploads/:key` tells what became of it. */
export interface UploadTicket {
  /** Opaque one-time URL; whoever has it can upload one image. */
  uploadUrl: string
  expiresAt: string
}

/** Through the desk, or from the browser straight to the upstream by one-time URLs. */
export const UPLOAD_WAYS = ['through_desk', 'direct'] as const

/** `GET` and `PUT /api/settings/uploads`: for everybody at this desk. */
export const UploadSettings = z.strictObject({ way: z.enum(UPLOAD_WAYS) })
export type UploadSettings = z.infer<typeof UploadSettings>
