import { nameToSend } from '../file-names.ts'
import type { UploadFields } from '../upload-item.ts'

/** Fields go before the file, so that a server reading in order knows them before the bytes come. */
export function uploadForm(file: File, fields: UploadFields): FormData {
  const form = new FormData()
  if (fields.id !== undefined) form.append('id', fields.id)
  if (fields.creator !== undefined) form.append('creator', fields.creator)
  if (fields.metadata !== undefined) form.append('metadata', JSON.stringify(fields.metadata))
  if (fields.requiresSignedUrl !== undefined) {
    form.append('requireSignedURLs', String(fields.requiresSignedUrl))
  }
  form.append('file', file, nameToSend(file.name))
  return form
}
