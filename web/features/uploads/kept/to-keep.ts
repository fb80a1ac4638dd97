import type { UploadRequest } from '../upload-item.ts'
import type { ToKeep } from './shelf.ts'

/** What is written down of a request. Asks the disk about its file. */
export function toKeep({ key, batch, path, source, fields, review }: UploadRequest, addedAt: number): ToKeep {
  const shared = { key, batch, path, fields, review: review === true, state: 'open' as const, addedAt }
  if (source.kind === 'url') return { kept: { ...shared, source, sizeBytes: null }, file: null }
  const { name, type, lastModified, size } = source.file
  return {
    kept: { ...shared, source: { kind: 'file', name, type, lastModified }, sizeBytes: size },
    file: source.file,
  }
}
