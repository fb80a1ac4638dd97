import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Renditions } from '#contract/renditions.ts'
import { http } from './http.ts'

export const renditionQueries = {
  all: () => ['renditions'] as const,
  /** `of`: a variant's name, or printed options. Each answer may have cost three deliveries: kept while the page lives. */
  of: (imageId: ImageId, of: string) =>
    queryOptions({
      queryKey: [...renditionQueries.all(), imageId, of] as const,
      queryFn: ({ signal }) =>
        http.get<Renditions>(endpoints.renditions(imageId), { query: { of }, signal, timeoutMs: 60_000 }),
      // What failed may work the next time somebody needs it.
      staleTime: ({ state }) => (state.data?.renditions.every(({ ok }) => ok) ? Number.POSITIVE_INFINITY : 0),
      retry: false,
    }),
}
