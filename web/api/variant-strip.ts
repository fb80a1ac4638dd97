import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { LibraryImage } from '#contract/library.ts'
import type { StripChange, StripPlace, StripSettings } from '#contract/variant-strip.ts'
import { http } from './http.ts'
import { fetchPlace, fetchWindow, type LibraryQuestion, libraryQueries } from './library.ts'

/** Where pictures of a kind are looked for when the newest hold none. */
const SEARCHES: Record<StripPlace, string> = {
  landscape: 'orientation:landscape',
  portrait: 'orientation:portrait',
  square: 'orientation:square',
  panorama: 'width>=2000 height<=1000',
  tiny: 'width<=320 height<=320',
  transparent: 'type:png,webp,gif,avif',
}
const FOUND_PER_KIND = 12

const questionOf = (q: string): LibraryQuestion => ({ q, sort: 'uploaded-descending', until: null })

export const stripQueries = {
  settings: () =>
    queryOptions({
      queryKey: ['settings', 'variant-strip'] as const,
      queryFn: ({ signal }) => http.get<StripSettings>(endpoints.variantStrip, { signal }),
      staleTime: 30_000,
    }),
  /** Those of `ids` the library has; costs no API call. */
  images: (ids: readonly ImageId[]) =>
    queryOptions({
      queryKey: [...libraryQueries.all(), 'strip-images', ids] as const,
      queryFn: async ({ signal }) => {
        const found = await Promise.all(ids.map((id) => fetchLibraryImage(id, signal)))
        return found.filter((image) => image !== null)
      },
      enabled: ids.length > 0,
      staleTime: 30_000,
      // The others stay where they are while one is replaced.
      placeholderData: keepPreviousData,
    }),
  /** Some images for each of `places`. */
  ofKinds: (places: readonly StripPlace[]) =>
    queryOptions({
      queryKey: [...libraryQueries.all(), 'strip-kinds', places] as const,
      queryFn: async ({ signal }) => {
        const found = await Promise.all(
          places.map((place) => fetchWindow(questionOf(SEARCHES[place]), 0, FOUND_PER_KIND, signal)),
        )
        return found.flatMap(({ items }) => items)
      },
      enabled: places.length > 0,
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
}

async function fetchLibraryImage(id: ImageId, signal: AbortSignal): Promise<LibraryImage | null> {
  const { offset } = await fetchPlace(questionOf(''), id, signal)
  if (offset === null) return null
  const { items } = await fetchWindow(questionOf(''), offset, 1, signal)
  // Something was uploaded in between: the next look will find it.
  return items.find((image) => image.id === id) ?? null
}

/** For everybody at this desk. @throws ApiError */
export async function changeStrip(client: QueryClient, change: StripChange): Promise<void> {
  const settings = await http.patch<StripSettings>(endpoints.variantStrip, change)
  client.setQueryData(stripQueries.settings().queryKey, settings)
}
