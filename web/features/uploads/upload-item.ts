import type { ImageId, ImageIdFault } from '#contract/image-id.ts'
import type { Image, Metadata } from '#contract/images.ts'
import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import type { FileFault } from '../../lib/file-fault.ts'
import type { AddressFault } from './intake/address.ts'

/** Where the bytes come from: this machine, or an address the upstream fetches itself. */
export type UploadSource = { kind: 'file'; file: File } | { kind: 'url'; url: string }

/** What is sent beside the bytes. Absent fields are not sent at all. */
export interface UploadFields {
  id?: ImageId
  creator?: string
  requiresSignedUrl?: boolean
  metadata?: Metadata
}

/** One file (or address) as a person handed it over. */
export interface UploadRequest {
  /** UUID v4, made once per file and sent with every attempt: with it the desk stores the file at most once. */
  key: string
  /** UUID v4 of the drop, paste or import it came with. */
  batch: string
  source: UploadSource
  /** Folders of a dropped directory included: `spring/day 1/frog.jpg`. For an address: the name it is listed under. */
  path: string
  fields: UploadFields
  /** Known before the file was looked at; it is listed and never sent. */
  fault?: PreflightFault
  /** A person wants to look at it before it goes. */
  review?: boolean
}

/** Found before a byte was sent; sending again cannot help. */
export type PreflightFault =
  | FileFault
  | { kind: 'bad_id'; id: string; fault: ImageIdFault | 'uuid' }
  | { kind: 'metadata_too_large'; sizeBytes: number }
  | { kind: 'bad_address'; fault: AddressFault }
  | { kind: 'empty_folder' }

export type UploadFailure =
  | PreflightFault
  /** The server answered and said why. */
  | { kind: 'refused'; message: string }
  /** No progress for too long. */
  | { kind: 'stalled' }
  /** The connection ended before all bytes were sent. */
  | { kind: 'disconnected' }
  /** All bytes were sent, no answer came, and nobody could say what became of it. */
  | { kind: 'answer_lost' }

/** What a look at the file told. `null`: not known, or the format has none. */
export interface FileFacts {
  type: PictureMediaType | null
  sizeBytes: number
  widthPx: number | null
  heightPx: number | null
  /** Pictures of an animation. */
  frames: number | null
  /** EXIF, 1 to 8. */
  orientation: number | null
  hasGps: boolean
  /** ISO 8601 without a zone, as the camera wrote it. */
  takenAt: string | null
  /** SHA-256 of the bytes, lower-case hex; empty when not counted. */
  contentHash: string
  /** Perceptual hash in the form of the library index. */
  look: string | null
}

export type Repair =
  | { kind: 'shrink'; widthPx: number; heightPx: number }
  | { kind: 'convert'; to: 'image/jpeg' | 'image/png' | 'image/webp' }
  | { kind: 'strip_gps' }

/** The same picture, already in the library or earlier in this batch. */
export type Twin =
  | { where: 'library'; image: { id: ImageId; name: string }; same: 'bytes' | 'look' }
  | { where: 'batch'; key: string; path: string; same: 'bytes' | 'look' }

/** Why a file is held: a person decides. */
export type Need =
  | { kind: 'repair'; fault: PreflightFault; repairs: Repair[] }
  | { kind: 'gps' }
  | { kind: 'twin'; twin: Twin }
  | { kind: 'id_taken'; id: ImageId }
  | { kind: 'review' }

/**
 * What a look told. `fault` without a repair among `needs` means: cannot be sent.
 * @public
 */
export interface CheckResult {
  facts: FileFacts | null
  fault: PreflightFault | null
  needs: Need[]
  /** What it is sent with, when a part of that is known only now; the request's own otherwise. */
  fields?: UploadFields
  /** Done at once, nobody is asked. What they do not mend stays among `needs`. */
  unasked?: readonly Repair[]
}

/**
 * What a person said about held files. `send`: as it is (keep both, reviewed).
 * @public
 */
export type Decision =
  /** `accepts`: only these needs, the others stay; all when absent. */
  | { kind: 'send'; accepts?: readonly Need['kind'][] }
  | { kind: 'repair'; repairs: Repair[] }
  | { kind: 'skip' }

export type UploadState =
  | { status: 'checking' }
  | { status: 'held'; needs: readonly [Need, ...Need[]] }
  | { status: 'waiting' }
  | { status: 'sending'; sentBytes: number }
  /** Sent, no answer: the desk is asked what became of it. */
  | { status: 'asking' }
  | { status: 'done'; image: Image }
  | { status: 'skipped'; twin: Twin | null }
  | { status: 'failed'; failure: UploadFailure }
  | { status: 'cancelled' }

export type UploadStatus = UploadState['status']

/** One row of the tray; replaced, never changed. */
export interface UploadItem {
  key: string
  batch: string
  path: string
  /** `null` for an address, which nobody knows before it is fetched, and for a file nobody has looked at yet. */
  sizeBytes: number | null
  source: UploadSource
  fields: UploadFields
  /** `null` until it was looked at. */
  facts: FileFacts | null
  state: UploadState
}

const OPEN: ReadonlySet<UploadStatus> = new Set(['checking', 'held', 'waiting', 'sending', 'asking'])

/** True while something is still to happen to it. */
export function isOpen({ status }: UploadState): boolean {
  return OPEN.has(status)
}

const HOPELESS: ReadonlySet<UploadFailure['kind']> = new Set<PreflightFault['kind']>([
  'empty',
  'too_large',
  'not_a_picture',
  'unsupported_type',
  'side_too_long',
  'area_too_large',
  'animation_too_large',
  'no_pixels',
  'bad_id',
  'metadata_too_large',
  'bad_address',
  'empty_folder',
])

/** False for faults of the file itself: the same bytes would be refused again. */
export function canRetry(state: UploadState): boolean {
  if (state.status === 'cancelled' || state.status === 'skipped') return true
  return state.status === 'failed' && !HOPELESS.has(state.failure.kind)
}
