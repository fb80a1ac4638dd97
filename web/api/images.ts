import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { EditImageRequest, Image, ImagePage } from '#contract/images.ts'
import { http } from './http.ts'

/** What the live listing can select and order by. */
export interface ImageFilter {
  order: 'newest' | 'oldest'
  /** Exact; the empty string asks for images without a creator. */
  creator: string | null
}

const PAGE_SIZE = 100

export const imageQueries = {
  all: () => ['images'] as const,
  lists: () => [...imageQueries.all(), 'list'] as const,
  list: (filter: ImageFilter) =>
    infiniteQueryOptions({
      queryKey: [...imageQueries.lists(), filter] as const,
      queryFn: ({ pageParam, signal }) =>
        http.get<ImagePage>(endpoints.images, {
          query: {
            limit: PAGE_SIZE,
            order: filter.order,
            creator: filter.creator ?? undefined,
            cursor: pageParam ?? undefined,
          },
          signal,
        }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 60_000,
    }),
  detail: (id: ImageId) =>
    queryOptions({
      queryKey: [...imageQueries.all(), 'detail', id] as const,
      queryFn: ({ signal }) => http.get<Image>(endpoints.image(id), { signal }),
      staleTime: 10_000,
    }),
}

/** Final: the upstream keeps nothing. */
export function deleteImage(id: ImageId, signal?: AbortSignal): Promise<void> {
  return http.delete(endpoints.image(id), signal ? { signal } : undefined)
}

/** The answer may carry a new id: changing `requiresSignedUrl` gives the image one. */
export function editImage(id: ImageId, edit: EditImageRequest): Promise<Image> {
  return http.patch<Image>(endpoints.image(id), edit)
}

/** Takes deleted images out of every list on screen at once; the next load agrees. */
export function forgetImages(client: QueryClient, ids: ReadonlySet<string>): void {
  client.setQueriesData<{ pages: ImagePage[]; pageParams: unknown[] }>(
    { queryKey: imageQueries.lists() },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          images: page.images.filter((image) => !ids.has(image.id)),
        })),
      },
  )
  for (const id of ids) client.removeQueries({ queryKey: [...imageQueries.all(), 'detail', id] })
}

/** Puts images just uploaded at the head of every newest-first list they belong to. */
export function insertImages(client: QueryClient, images: readonly Image[]): void {
  if (images.length === 0) return
  for (const query of client.getQueryCache().findAll({ queryKey: imageQueries.lists() })) {
    const filter = query.queryKey[2] as ImageFilter
    if (filter.order !== 'newest') continue
    const fitting = images.filter(
      ({ creator }) => filter.creator === null || (creator ?? '') === filter.creator,
    )
    client.setQueryData<{ pages: ImagePage[]; pageParams: unknown[] }>(query.queryKey, (list) => {
      const [first, ...rest] = list?.pages ?? []
      if (list === undefined || first === undefined) return list
      const known = new Set(first.images.map(({ id }) => id))
      const added = fitting.filter(({ id }) => !known.has(id)).reverse()
      return { ...list, pages: [{ ...first, images: [...added, ...first.images] }, ...rest] }
    })
  }
}
