import { infiniteQueryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { LinkCheck, LinkRecords, MintedLinks, MintLinksRequest } from '#contract/signed-links.ts'
import { http } from './http.ts'

export const signedLinkQueries = {
  /** Which links were made here, newest first; they themselves are not told. */
  records: () =>
    infiniteQueryOptions({
      queryKey: ['signed-links', 'records'] as const,
      queryFn: ({ signal, pageParam }) =>
        http.get<LinkRecords>(endpoints.signedLinks, { query: { before: pageParam }, signal }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => (page.hasMore ? page.links.at(-1)?.id : undefined),
      staleTime: 5_000,
    }),
}

/** What it answers opens pictures: for one component's memory, never a query. */
export function mintLinks(request: MintLinksRequest): Promise<MintedLinks> {
  return http.post<MintedLinks>(endpoints.signedLinks, request)
}

export function checkLink(url: string, signal: AbortSignal): Promise<LinkCheck> {
  return http.post<LinkCheck>(endpoints.checkSignedLink, { url }, { signal })
}
