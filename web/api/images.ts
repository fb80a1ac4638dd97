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
      // Loading a list again means every page of it, one API call each: only when somebody asks. Our own changes
      // are written into it instead (below), and the page says how old it is.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      gcTime: 30 * 60_000,
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

/**
 * Asks for the list anew, its first page only, while what is known stays on screen. A failure is in the query's state;
 * what was known is kept then.
 */
export async function refreshList(client: QueryClient, filter: ImageFilter): Promise<void> {
  const { order, creator } = filter
  const { queryKey } = imageQueries.list({ order, creator })
  client.setQueryData<CachedList>(
    queryKey,
    (list) => list && { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) },
    { updatedAt: client.getQueryState(queryKey)?.dataUpdatedAt ?? 0 },
  )
  await client.refetchQueries({ queryKey, exact: true })
}

interface CachedList {
  pages: ImagePage[]
  pageParams: unknown[]
}

/** Takes deleted images out of every list on screen at once; the next load agrees. */
export function forgetImages(client: QueryClient, ids: ReadonlySet<string>): void {
  mapLists(client, (images) => images.filter((image) => !ids.has(image.id)))
  for (const id of ids) client.removeQueries({ queryKey: [...imageQueries.all(), 'detail', id] })
}

/** Puts an edited image in its old one's place; `oldId` differs after a change of `requiresSignedUrl`. */
export function replaceImage(client: QueryClient, oldId: ImageId, image: Image): void {
  mapLists(client, (images) => images.map((old) => (old.id === oldId ? image : old)))
  client.setQueryData(imageQueries.detail(image.id).queryKey, image)
  if (oldId !== image.id) client.removeQueries({ queryKey: imageQueries.detail(oldId).queryKey })
}

/** Puts new uploads where they belong in every list on screen: on top of "newest", at the end of a finished "oldest". */
export function insertImages(client: QueryClient, uploaded: readonly Image[]): void {
  const newestFirst = [...uploaded].sort((a, b) => b.uploadedAt.localeCompare(a.uploadedAt))
  for (const [key, list] of client.getQueriesData<CachedList>({ queryKey: imageQueries.lists() })) {
    const filter = key[2] as ImageFilter | undefined
    if (!list || !filter) continue
    const known = new Set(list.pages.flatMap((page) => page.images.map((image) => image.id)))
    const fresh = newestFirst.filter(
      (image) =>
        !known.has(image.id) && (filter.creator === null || filter.creator === (image.creator ?? '')),
    )
    const at = filter.order === 'newest' ? 0 : list.pages.length - 1
    const page = list.pages[at]
    if (fresh.length === 0 || !page || (filter.order === 'oldest' && page.nextCursor !== null)) continue
    const images =
      filter.order === 'newest' ? [...fresh, ...page.images] : [...page.images, ...fresh.reverse()]
    client.setQueryData<CachedList>(key, { ...list, pages: list.pages.with(at, { ...page, images }) })
  }
}

/** What a list already knows of an image serves its page at once, as old as that list. */
export function seedDetailFromLists(client: QueryClient, id: ImageId): void {
  const { queryKey } = imageQueries.detail(id)
  if (client.getQueryData(queryKey) !== undefined) return
  for (const query of client.getQueryCache().findAll({ queryKey: imageQueries.lists() })) {
    const list = client.getQueryData<CachedList>(query.queryKey)
    const image = list?.pages.flatMap((page) => page.images).find((one) => one.id === id)
    if (image) client.setQueryData(queryKey, image, { updatedAt: query.state.dataUpdatedAt })
  }
}

function mapLists(client: QueryClient, change: (images: Image[]) => Image[]): void {
  client.setQueriesData<CachedList>(
    { queryKey: imageQueries.lists() },
    (list) =>
      list && { ...list, pages: list.pages.map((page) => ({ ...page, images: change(page.images) })) },
  )
}
