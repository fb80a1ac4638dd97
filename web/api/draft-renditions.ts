import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DraftRenditions } from '#contract/draft-renditions.ts'
import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { createLane } from '#contract/lane.ts'
import type { AcceptKind } from '#contract/renditions.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { http } from './http.ts'

/** `slow` is AVIF, which never holds up the others. */
export const RENDITION_PARTS = {
  quick: ['webp', 'original'],
  slow: ['avif'],
} as const satisfies Record<string, readonly AcceptKind[]>
export type RenditionPart = keyof typeof RENDITION_PARTS

/** A browser has six connections for the desk: the others are for whoever saves meanwhile. */
const inTurn = createLane(3)

const partKey = ({ id, uploadedAt }: Pick<Image, 'id' | 'uploadedAt'>, part: RenditionPart) =>
  [...draftRenditionQueries.all(), id, contentVersion({ uploadedAt }), part] as const

export const draftRenditionQueries = {
  all: () => ['draft-renditions'] as const,
  /** Kept while the page lives: the same options make the same picture. A query nobody looks at any more is ended. */
  of: (image: Pick<Image, 'id' | 'uploadedAt'>, options: VariantOptions, part: RenditionPart) =>
    queryOptions({
      queryKey: [...partKey(image, part), { ...options, browserTtlSeconds: null }] as const,
      queryFn: async ({ signal, client }) => {
        const answer = await inTurn(
          () =>
            http.post<DraftRenditions>(
              endpoints.draftRenditions,
              { image: image.id, options, accepts: RENDITION_PARTS[part] },
              { signal, timeoutMs: 90_000 },
            ),
          signal,
        )
        client.setQueryData<DraftRenditions>(partKey(image, part), answer)
        return answer
      },
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
}

/** What was made of `image` last, whatever the options: shown, as old, until something newer is there. */
export function lastRenditions(
  client: QueryClient,
  image: Pick<Image, 'id' | 'uploadedAt'>,
  part: RenditionPart,
): DraftRenditions | undefined {
  return client.getQueryData<DraftRenditions>(partKey(image, part))
}

/** Asks again for what is on screen and has failed, or was told to have. */
export function retryDraftRenditions(client: QueryClient): void {
  void client.refetchQueries({
    queryKey: draftRenditionQueries.all(),
    type: 'active',
    predicate: ({ queryKey, state }) =>
      state.status === 'error' || hasFailed(client.getQueryData<DraftRenditions>(queryKey)),
  })
}

function hasFailed(answer: DraftRenditions | undefined): boolean {
  return answer?.renditions.some(({ ok }) => !ok) === true
}
