import { endpoints } from '#contract/endpoints.ts'
import { fetchUploadTicket, postToOneTimeUrl, postUpload } from '../../../api/uploads.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { nameToSend } from '../file-names.ts'
import type { SendResult, SendUpload, SendWatch } from '../queue/ports.ts'
import type { UploadRequest } from '../upload-item.ts'
import { sendResultOf } from './read-outcome.ts'
import { uploadForm } from './upload-form.ts'
import { wayOfBatch } from './way-of-batch.ts'

/** Sends one file, or the address of one, on the way the desk is set to, and says how it went. */
export const sendUpload: SendUpload = async (request, watch) => {
  const { source, fields, key } = request
  try {
    if (source.kind === 'url') {
      const body = { url: source.url, ...fields }
      return stored(await postUpload(endpoints.imagesByUrl, body, { key, ...watch }))
    }
    if ((await wayOfBatch(request.batch)) === 'direct') return await sendDirectly(source.file, request, watch)
    return stored(await postUpload(endpoints.images, uploadForm(source.file, fields), { key, ...watch }))
  } catch (error) {
    return sendResultOf(error)
  }
}

const stored = (image: Extract<SendResult, { outcome: 'stored' }>['image']): SendResult => ({
  outcome: 'stored',
  image,
})

/** A ticket, the bytes to the upstream itself, and then the desk is asked what became of them. */
async function sendDirectly(
  file: File,
  { key, fields }: UploadRequest,
  watch: SendWatch,
): Promise<SendResult> {
  const { uploadUrl } = await fetchUploadTicket(key, fields, watch.signal)
  const form = new FormData()
  form.append('file', file, nameToSend(file.name))
  const status = await postToOneTimeUrl(uploadUrl, form, watch)
  if (status === 429) return { outcome: 'rate_limited', retryAfterSeconds: 30 }
  const isRefused = status >= 400
  return {
    outcome: 'unanswered',
    allBytesSent: true,
    ...(isRefused && { failure: { kind: 'refused', message: messages.uploads.directRefused(status) } }),
  }
}
