import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { EditImageRequest, Image } from '#contract/images.ts'
import { http } from './http.ts'
import { touchLibrary } from './library.ts'

/** What the live listing can select and order by. */
export interface ImageFilter {
  order: 'newest' | 'oldest'
  /** Exact; the empty string asks for images without a creator. */
  creator: string | null
}

export const imageQueries = {
  all: () => ['images'] as const,
  detail: (id: ImageId) =>
    queryOptions({
      queryKey: [...imageQueries.all(), 'detail', id] as const,
      queryFn: ({ signal }) => fetchImage(id, signal),
      staleTime: 10_000,
    }),
}

export function fetchImage(id: ImageId, signal?: AbortSignal): Promise<Image> {
  return http.get<Image>(endpoints.image(id), signal ? { signal } : undefined)
}

/** Final: the upstream keeps nothing. */
export function deleteImage(id: ImageId, signal?: AbortSignal): Promise<void> {
  return http.delete(endpoints.image(id), signal ? { signal } : undefined)
}

/** The answer may carry a new id: changing `requiresSignedUrl` gives the image one. */
export function editImage(id: ImageId, edit: EditImageRequest): Promise<Image> {
  return http.patch<Image>(endpoints.image(id), edit)
}

/** After a delete: nothing remembers them. */
export function forgetImages(client: QueryClient, ids: ReadonlySet<string>): void {
  for (const id of ids) client.removeQueries({ queryKey: [...imageQueries.all(), 'detail', id] })
  touchLibrary(client)
}

/** After an edit; `oldId` differs after a change of `requiresSignedUrl`. */
export function replaceImage(client: QueryClient, oldId: ImageId, image: Image): void {
  client.setQueryData(imageQueries.detail(image.id).queryKey, image)
  if (oldId !== image.id) client.removeQueries({ queryKey: imageQueries.detail(oldId).queryKey })
  touchLibrary(client)
}

/** What a view already knows of an image serves its page at once, as old as that view (ms since 1970). */
export function seedDetail(client: QueryClient, image: Image, knownAt: number): void {
  const { queryKey } = imageQueries.detail(image.id)
  if (client.getQueryData(queryKey) === undefined)
    client.setQueryData(queryKey, image, { updatedAt: knownAt })
}
