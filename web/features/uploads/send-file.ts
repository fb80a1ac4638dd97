import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { ApiError } from '../../api/api-error.ts'
import { http } from '../../api/http.ts'
import { UploadInterrupted, uploadImage } from '../../api/uploads.ts'
import { nameToSend } from './file-names.ts'
import type { UploadFields } from './upload-item.ts'
import type { SendFile, SendResult } from './upload-queue.ts'

/** When a 429 does not say how long to wait. */
const DEFAULT_PAUSE_SECONDS = 30

/** Sends one file to the BFF and says in the queue's words how it went. */
export const sendFile: SendFile = async ({ source, fields }, watch) => {
  try {
    const image =
      source.kind === 'file'
        ? await uploadImage(formOf(source.file, fields), watch)
        : await http.post<Image>(
            endpoints.imagesByUrl,
            { url: source.url, ...fields },
            { signal: watch.signal, timeoutMs: 120_000 },
          )
    return { outcome: 'stored', image }
  } catch (error) {
    return resultOf(error)
  }
}

/** Fields go before the file, so that a server reading in order knows them before the bytes come. */
function formOf(file: File, fields: UploadFields): FormData {
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

function resultOf(error: unknown): SendResult {
  if (error instanceof ApiError && error.kind === 'rate_limited') {
    return { outcome: 'rate_limited', retryAfterSeconds: error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS }
  }
  if (error instanceof ApiError) {
    return { outcome: 'failed', failure: { kind: 'refused', message: error.message } }
  }
  const answerLost = error instanceof UploadInterrupted && error.allBytesSent
  return answerLost ? { outcome: 'failed', failure: { kind: 'answer_lost' } } : { outcome: 'unreachable' }
}
