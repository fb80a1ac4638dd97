import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { EditImageRequest, Image } from '#contract/images.ts'
import type { LibraryImage } from '#contract/library.ts'
import { contentVersion } from '#contract/thumbnails.ts'
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

/** What a view tells of an image beyond the image itself. */
export type SeenInView = Pick<LibraryImage, 'measurements' | 'folder'>

/** What the views on screen told; never asked for. `null` while none did. */
export const seenQuery = (image: Pick<Image, 'id' | 'uploadedAt'>) =>
  queryOptions({
    queryKey: [...imageQueries.all(), 'seen', image.id, contentVersion(image)] as const,
    queryFn: () => null as SeenInView | null,
    enabled: false,
  })

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
export function seedDetail(client: QueryClient, image: Image | LibraryImage, knownAt: number): void {
  if ('measurements' in image) noteSeen(client, image)
  const { queryKey } = imageQueries.detail(image.id)
  if (client.getQueryData(queryKey) === undefined)
    client.setQueryData(queryKey, image, { updatedAt: knownAt })
}

/** Its pixels, where a view knows them: the stage lays the picture out by them before any of it is there. */
export function noteSeen(client: QueryClient, image: LibraryImage): void {
  const { queryKey } = seenQuery(image)
  const { measurements, folder } = image
  const told: SeenInView = { measurements, folder }
  if (measurements !== null || client.getQueryData(queryKey) === undefined)
    client.setQueryData(queryKey, told)
}
