import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type {
  LibraryDuplicates,
  LibraryFacets,
  LibraryFolders,
  LibrarySuggestions,
} from '#contract/library.ts'
import { http } from './http.ts'

/** Groups of twins asked for at once. */
const DUPLICATE_GROUPS = 20

/** What the library index knows besides the images of a view. */
export const findingQueries = {
  all: () => ['library'] as const,
  /** Values of a field that begin with `prefix`, most frequent first. */
  suggestions: (field: string, prefix: string) =>
    queryOptions({
      queryKey: [...findingQueries.all(), 'suggestions', field, prefix] as const,
      queryFn: ({ signal }) =>
        http.get<LibrarySuggestions>(endpoints.librarySuggestions, { query: { field, prefix }, signal }),
      staleTime: 60_000,
      // What is known of the same field for another prefix is shown meanwhile, as far as it fits.
      placeholderData: (before, query) => (query?.queryKey[2] === field ? before : undefined),
      retry: false,
    }),
  facets: (q: string) =>
    queryOptions({
      queryKey: [...findingQueries.all(), 'facets', q] as const,
      queryFn: ({ signal }) => http.get<LibraryFacets>(endpoints.libraryFacets, { query: { q }, signal }),
      staleTime: 15_000,
      // Counting looks at every image of the view, so it follows the library at a distance.
      refetchInterval: ({ state }) => (state.data?.complete === false ? 5_000 : 30_000),
    }),
  folders: (parent: string) =>
    queryOptions({
      queryKey: [...findingQueries.all(), 'folders', parent] as const,
      queryFn: ({ signal }) =>
        http.get<LibraryFolders>(endpoints.libraryFolders, { query: { parent }, signal }),
      staleTime: 15_000,
    }),
  duplicates: (of: 'bytes' | 'look', q: string) =>
    infiniteQueryOptions({
      queryKey: [...findingQueries.all(), 'duplicates', of, q] as const,
      queryFn: ({ pageParam, signal }) =>
        http.get<LibraryDuplicates>(endpoints.libraryDuplicates, {
          query: { of, q, offset: pageParam, limit: DUPLICATE_GROUPS },
          signal,
        }),
      initialPageParam: 0,
      getNextPageParam: (page, _pages, offset) => {
        const next = offset + page.groups.length
        return page.groups.length > 0 && next < page.totalGroups ? next : null
      },
      staleTime: 15_000,
    }),
}
