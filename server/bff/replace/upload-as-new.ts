import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { CallContext, ImagesApi, NewImageFields, UploadBody } from '../../cloudflare/images-api.ts'
import { detailsOf, hasBytes, mayHaveHappened } from './find-out.ts'

type Api = Pick<
  ImagesApi,
  'createDirectUpload' | 'uploadToDraft' | 'uploadImage' | 'getImage' | 'getOriginal' | 'deleteImage'
>

/**
 * One new image of one file, also when an answer gets lost: a generated id comes from a draft, which can be filled once;
 * an id of one's own is recognised by its bytes.
 * @throws UpstreamError; `conflict` when the wanted id is taken
 */
export async function uploadAsNew(
  images: Api,
  file: { body: () => UploadBody; contentHash: string },
  fields: NewImageFields,
  context: CallContext,
): Promise<Image> {
  const { id } = fields
  if (id !== undefined) {
    try {
      return await images.uploadImage(file.body(), fields, context)
    } catch (error) {
      if (!mayHaveHappened(error)) throw error
      const found = await detailsOf(images, id, context)
      if (found === null || !(await hasBytes(images, id, file.contentHash, context))) throw error
      return found
    }
  }
  const expiresInSeconds = LIMITS.directUploadMinSeconds
  const draft = await images.createDirectUpload({ ...fields, expiresInSeconds }, context)
  try {
    return await images.uploadToDraft(draft.uploadUrl, file.body(), context)
  } catch (error) {
    const found = mayHaveHappened(error) ? await detailsOf(images, draft.id, context) : null
    if (found !== null && !found.draft) return found
    // What is left of it ends by itself otherwise.
    await images.deleteImage(draft.id, context).catch(() => {})
    throw error
  }
}
