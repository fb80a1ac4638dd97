import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { CopyImageRequest, ReplaceStanding } from '#contract/replace.ts'
import { http } from './http.ts'

/** The desk answers after a minute at the latest; a slow line comes on top. */
const FILE_TIMEOUT_MS = 200_000

/** Another file under the same id. `under_way` is asked about with {@link fetchReplaceStanding}. */
export function replaceFile(id: ImageId, file: File): Promise<ReplaceStanding> {
  const form = new FormData()
  form.append('file', file)
  return http.put<ReplaceStanding>(endpoints.imageFile(id), form, { timeoutMs: FILE_TIMEOUT_MS })
}

export function fetchReplaceStanding(id: ImageId, signal?: AbortSignal): Promise<ReplaceStanding> {
  return http.get<ReplaceStanding>(endpoints.imageFile(id), signal ? { signal } : undefined)
}

/** The answer is the copy. */
export function copyImage(id: ImageId, wish: CopyImageRequest): Promise<Image> {
  return http.post<Image>(endpoints.imageCopies(id), wish, { timeoutMs: FILE_TIMEOUT_MS })
}
