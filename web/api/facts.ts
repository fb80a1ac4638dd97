import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageFacts } from '#contract/facts.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { http } from './http.ts'

/** The desk reads the whole original for the first who asks. */
const TIMEOUT_MS = 90_000

export const factsQueries = {
  /** What the original says about itself. Costs one API call, so it is kept for as long as the bytes can be the same. */
  of: (image: Pick<Image, 'id' | 'uploadedAt'>) =>
    queryOptions({
      queryKey: ['facts', image.id, contentVersion(image)] as const,
      queryFn: ({ signal }) =>
        http.get<ImageFacts>(endpoints.facts(image.id), {
          query: { v: contentVersion(image) },
          signal,
          timeoutMs: TIMEOUT_MS,
        }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60 * 60_000,
    }),
  /** The upstream's own record, as it is now. */
  record: (id: ImageId) =>
    queryOptions({
      queryKey: ['record', id] as const,
      queryFn: ({ signal }) => http.get<Record<string, unknown>>(endpoints.record(id), { signal }),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),
}
