import type { ImageId, ImageIdFault } from '#contract/image-id.ts'
import type { Image, Metadata } from '#contract/images.ts'
import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'

/** What is sent beside the bytes. Absent fields are not sent at all. */
export interface UploadFields {
  id?: ImageId
  creator?: string
  requiresSignedUrl?: boolean
  metadata?: Metadata
}

/** One file as a person handed it over. */
export interface UploadRequest {
  file: File
  /** Folders of a dropped directory included: `spring/day 1/frog.jpg`. */
  path: string
  fields: UploadFields
  /** Known before the file was looked at; it is listed and never sent. */
  fault?: PreflightFault
}

/** Found before a byte was sent; sending again cannot help. */
export type PreflightFault =
  | { kind: 'empty' }
  | { kind: 'too_large'; sizeBytes: number }
  | { kind: 'not_a_picture' }
  | { kind: 'unsupported_type'; type: PictureMediaType }
  | { kind: 'side_too_long'; widthPx: number; heightPx: number }
  | { kind: 'area_too_large'; widthPx: number; heightPx: number }
  | { kind: 'no_pixels' }
  | { kind: 'unreadable' }
  | { kind: 'bad_id'; id: string; fault: ImageIdFault | 'uuid' }

export type UploadFailure =
  | PreflightFault
  /** The server answered and said why. */
  | { kind: 'refused'; message: string }
  /** No progress for too long. */
  | { kind: 'stalled' }
  /** The connection ended before all bytes were sent. */
  | { kind: 'disconnected' }
  /** All bytes were sent and no answer came: the image may be there. */
  | { kind: 'answer_lost' }

export type UploadState =
  | { status: 'waiting'; checked: boolean }
  | { status: 'sending'; sentBytes: number }
  | { status: 'done'; image: Image }
  | { status: 'failed'; failure: UploadFailure }
  | { status: 'cancelled' }

export type UploadStatus = UploadState['status']

/** One row of the tray; replaced, never changed. */
export interface UploadItem {
  key: number
  path: string
  sizeBytes: number
  state: UploadState
}

const HOPELESS: ReadonlySet<UploadFailure['kind']> = new Set<PreflightFault['kind']>([
  'empty',
  'too_large',
  'not_a_picture',
  'unsupported_type',
  'side_too_long',
  'area_too_large',
  'no_pixels',
  'bad_id',
])

/** False for faults of the file itself: the same bytes would be refused again. */
export function canRetry(state: UploadState): boolean {
  if (state.status === 'cancelled') return true
  return state.status === 'failed' && !HOPELESS.has(state.failure.kind)
}
