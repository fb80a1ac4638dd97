import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import type { Renditions } from '#contract/renditions.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { http } from './http.ts'

export const renditionQueries = {
  all: () => ['renditions'] as const,
  /**
   * `of`: a variant's name, or printed options. Each answer may have cost three deliveries: kept while the page lives, and
   * the file is the same.
   */
  of: (image: Pick<Image, 'id' | 'uploadedAt'>, of: string) =>
    queryOptions({
      queryKey: [...renditionQueries.all(), image.id, contentVersion(image), of] as const,
      queryFn: ({ signal }) =>
        http.get<Renditions>(endpoints.renditions(image.id), { query: { of }, signal, timeoutMs: 60_000 }),
      // What failed may work the next time somebody needs it.
      staleTime: ({ state }) => (state.data?.renditions.every(({ ok }) => ok) ? Number.POSITIVE_INFINITY : 0),
      retry: false,
    }),
}
