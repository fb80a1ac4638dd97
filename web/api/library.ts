import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { LibraryOutline, LibraryPlace, LibraryStatus, LibraryWindow } from '#contract/library.ts'
import { http } from './http.ts'

/** What the library is asked: the canonical text of a view's terms and order, and what pins it. */
export interface LibraryQuestion {
  q: string
  sort: string
  /** Images uploaded later stay out (ISO 8601); `null`: none do. */
  until: string | null
}

/** Rows of one request. */
export const WINDOW_PAGE_SIZE = 200
/** How often an open view asks whether anything changed; costs no API call. */
const POLL_MS = 5_000
const EMPTY_POLL_MS = 1_000

const asQuery = ({ q, sort, until }: LibraryQuestion) => ({
  q: q === '' ? undefined : q,
  sort,
  until: until ?? undefined,
})

export const libraryQueries = {
  all: () => ['library'] as const,
  outlines: () => [...libraryQueries.all(), 'outline'] as const,
  /** The shape of a view; the old one stays while only what pins it moves. */
  outline: (question: LibraryQuestion) =>
    queryOptions({
      queryKey: [...libraryQueries.outlines(), question] as const,
      queryFn: ({ signal }) =>
        http.get<LibraryOutline>(endpoints.libraryOutline, { query: asQuery(question), signal }),
      staleTime: 1_000,
      // An empty library is about to get its first images: the desk was started a moment ago.
      refetchInterval: ({ state }) => (state.data?.total === 0 ? EMPTY_POLL_MS : POLL_MS),
      placeholderData: (before, query) => {
        const asked = query?.queryKey[2]
        return asked?.q === question.q && asked.sort === question.sort ? before : undefined
      },
    }),
  /** The first rows, asked for together with the outline. */
  firstWindow: (question: LibraryQuestion) =>
    queryOptions({
      queryKey: [...libraryQueries.all(), 'first', question] as const,
      queryFn: ({ signal }) => fetchWindow(question, 0, WINDOW_PAGE_SIZE, signal),
      staleTime: POLL_MS,
      gcTime: 60_000,
    }),
  status: () =>
    queryOptions({
      queryKey: [...libraryQueries.all(), 'status'] as const,
      queryFn: ({ signal }) => http.get<LibraryStatus>(endpoints.libraryStatus, { signal }),
      staleTime: 1_000,
      refetchInterval: POLL_MS,
    }),
  /** Upload time of the newest image uploaded from this page; never asked for, only told. */
  ownNewest: () =>
    queryOptions({
      queryKey: [...libraryQueries.all(), 'own-newest'] as const,
      queryFn: () => null as string | null,
      enabled: false,
      initialData: null as string | null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

/** Rows `offset` to `offset + limit` of a view. */
export function fetchWindow(
  question: LibraryQuestion,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<LibraryWindow> {
  return http.get<LibraryWindow>(endpoints.libraryWindow, {
    query: { ...asQuery(question), offset, limit },
    ...(signal && { signal }),
  })
}

/** Where an image stands in a view; its `offset` is `null` when the view does not hold it. */
export function fetchPlace(
  question: LibraryQuestion,
  id: string,
  signal?: AbortSignal,
): Promise<LibraryPlace> {
  return http.get<LibraryPlace>(endpoints.libraryPlace, {
    query: { ...asQuery(question), id },
    ...(signal && { signal }),
  })
}

/** After a change of our own: every open view looks at once instead of at its next turn. */
export function touchLibrary(client: QueryClient): void {
  void client.invalidateQueries({
    queryKey: libraryQueries.all(),
    predicate: ({ queryKey }) => queryKey[1] !== 'own-newest',
  })
}

/** Asks the desk to read everything again, soon; what it finds shows at the next looks. @throws ApiError */
export async function refreshLibrary(client: QueryClient): Promise<void> {
  await http.post<LibraryStatus>(endpoints.libraryRefresh, {})
  touchLibrary(client)
}

/** Uploads of our own arrived: a view that stands at its top shows them without being asked. */
export function noteUploaded(client: QueryClient, uploaded: readonly { uploadedAt: string }[]): void {
  const { queryKey } = libraryQueries.ownNewest()
  const times = [client.getQueryData(queryKey) ?? '', ...uploaded.map(({ uploadedAt }) => uploadedAt)]
  const newest = times.reduce((latest, time) =>
    Date.parse(time) > (Date.parse(latest) || 0) ? time : latest,
  )
  if (newest !== '') client.setQueryData(queryKey, newest)
  touchLibrary(client)
}
