import type { Image } from '#contract/images.ts'
import type { UploadStanding } from '#contract/uploads.ts'
import type { KeptUploads } from '../kept/kept-uploads.ts'
import type { CheckResult, Repair, UploadFailure, UploadRequest } from '../upload-item.ts'

/** How one attempt to send ended. */
export type SendResult =
  | { outcome: 'stored'; image: Image }
  | { outcome: 'rate_limited'; retryAfterSeconds: number }
  /** Nobody said what became of it, or only the desk can: it is asked. */
  | { outcome: 'unanswered'; allBytesSent: boolean; failure?: UploadFailure }
  /** The far side is in trouble: worth another try by itself, once it was asked. */
  | { outcome: 'trouble'; message: string }
  /** Sending the same again is pointless before a person did something. */
  | { outcome: 'failed'; failure: UploadFailure }

export interface SendWatch {
  signal: AbortSignal
  /** Bytes on the wire so far, of the file or of the whole form. */
  onProgress: (sentBytes: number) => void
  /** API calls left for uploads in the running window; `null` where they cost none. */
  onCallsLeft: (callsLeft: number | null) => void
  /** Files still to come, this one included. */
  filesToCome: number
}

/** Sends one file. An abort through the signal may end in any result: it is ignored. Must not reject. */
export type SendUpload = (request: UploadRequest, watch: SendWatch) => Promise<SendResult>

/** What the desk says of a key, or why it said nothing. */
export type AskResult =
  | UploadStanding
  | { state: 'rate_limited'; retryAfterSeconds: number }
  | { state: 'unreachable' }
  /** It answered, but could not find out. */
  | { state: 'trouble' }

/** What the queue needs of the world. Whatever is injected may be slow, never answer or reject: the queue is bounded. */
export interface UploadPorts {
  send: SendUpload
  ask: (key: string, signal: AbortSignal) => Promise<AskResult>
  check: (request: UploadRequest, signal: AbortSignal) => Promise<CheckResult>
  repair: (file: File, repairs: readonly Repair[], signal: AbortSignal) => Promise<File>
  keep: KeptUploads
  /** Tells the desk that nobody wants this key any more. Best effort; the image when it had arrived already. */
  giveUp?: (key: string) => Promise<Image | null>
  onStored?: (image: Image) => void
}

export interface UploadQueueOptions extends UploadPorts {
  /** Milliseconds; for tests. */
  now?: () => number
  /** A new key for a file whose old one is used up. */
  newKey?: () => string
  /** Files on the wire at a time: where it begins, and the bounds between which it is adapted. */
  lanes?: { start: number; least: number; most: number }
  /** Silence on the wire after which an attempt is given up and asked about. */
  stallAfterMs?: number
  /** Silence allowed once all bytes are sent and the answer is awaited. */
  answerWithinMs?: number
  askWithinMs?: number
  checkWithinMs?: number
}
