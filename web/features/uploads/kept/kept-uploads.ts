import type { UploadFields, UploadRequest } from '../upload-item.ts'

/** What is kept of one upload beside its bytes, so that it survives a reload. */
export interface KeptUpload {
  key: string
  batch: string
  path: string
  source: { kind: 'file'; name: string; type: string; lastModified: number } | { kind: 'url'; url: string }
  fields: UploadFields
  review: boolean
  /** `sent`: bytes may have left, so the desk is asked what became of it before it is sent again. */
  state: 'open' | 'sent'
  /** `null` for an address. */
  sizeBytes: number | null
  /** Milliseconds since 1970. */
  addedAt: number
}

/**
 * One upload found after a reload.
 * @public
 */
export interface FoundUpload {
  kept: KeptUpload
  /** Its bytes; `null` for an address, and when they are gone. Does not reject. */
  file(): Promise<File | null>
}

/**
 * What the queue tells about its uploads, so that they survive a reload. Nothing here rejects, and nothing of the queue
 * need wait for it: where a browser keeps nothing, uploads go on without.
 * @public
 */
export interface KeptUploads {
  /** Keeps them until they are settled. Again for a known key: its fields have changed. */
  keep(requests: readonly UploadRequest[]): Promise<void>
  /** Their bytes are about to leave. */
  sent(keys: readonly string[]): Promise<void>
  /** Nothing is left to do for them: stored, skipped, cancelled, hopeless or dismissed. Unknown keys are no error. */
  settled(keys: readonly string[]): Promise<void>
}
