import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import { INBOX_FIELD, INBOX_QUERY } from '#contract/guest.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { LibraryWindow } from '#contract/library.ts'
import type {
  AcceptOutcome,
  CreatedUploadLink,
  CreateUploadLinkRequest,
  EditUploadLinkRequest,
  Inbox,
  LinkUpload,
  UploadLink,
} from '#contract/upload-links.ts'
import { printTerms } from '#contract/views/print-view.ts'
import { http } from './http.ts'
import { fetchWindow, libraryQueries, touchLibrary } from './library.ts'

/** What the inbox shows at once; as it empties the rest moves up. */
export const INBOX_SHOWN = 200
const POLL_MS = 5_000
const COUNT_POLL_MS = 20_000
const NEWEST_FIRST = { sort: 'uploaded-descending', until: null } as const

export const uploadLinkQueries = {
  all: () => ['upload-links'] as const,
  list: () =>
    queryOptions({
      queryKey: [...uploadLinkQueries.all(), 'list'] as const,
      queryFn: ({ signal }) => http.get<{ links: UploadLink[] }>(endpoints.uploadLinks, { signal }),
      select: ({ links }) => links,
      staleTime: 2_000,
      refetchInterval: POLL_MS,
    }),
  uploads: (id: string) =>
    queryOptions({
      queryKey: [...uploadLinkQueries.all(), 'uploads', id] as const,
      queryFn: ({ signal }) => http.get<{ uploads: LinkUpload[] }>(endpoints.linkUploads(id), { signal }),
      select: ({ uploads }) => uploads,
      staleTime: 2_000,
      refetchInterval: POLL_MS,
    }),
}

export const inboxQueries = {
  all: () => [...libraryQueries.all(), 'inbox'] as const,
  /** How many wait; costs no API call. */
  count: () =>
    queryOptions({
      queryKey: [...inboxQueries.all(), 'count'] as const,
      queryFn: ({ signal }) => http.get<Inbox>(endpoints.inbox, { signal }),
      staleTime: POLL_MS,
      refetchInterval: COUNT_POLL_MS,
    }),
  waiting: () =>
    queryOptions({
      queryKey: [...inboxQueries.all(), 'waiting'] as const,
      queryFn: async ({ signal }) =>
        withMark(await fetchWindow({ q: INBOX_QUERY, ...NEWEST_FIRST }, 0, INBOX_SHOWN, signal)),
      staleTime: 1_000,
      refetchInterval: POLL_MS,
    }),
}

/** Those of one link, for taking them all. */
export async function fetchWaitingOf(label: string, limit: number): Promise<LibraryWindow> {
  const q = printTerms([{ kind: 'meta', path: [INBOX_FIELD], values: [label], negated: false }])
  return withMark(await fetchWindow({ q, ...NEWEST_FIRST }, 0, limit))
}

/** The live listing, which answers while the index is filled, cannot search for the mark. */
function withMark(window: LibraryWindow): LibraryWindow {
  return {
    ...window,
    items: window.items.filter(({ metadata }) => metadata !== null && INBOX_FIELD in metadata),
  }
}

export function createUploadLink(link: CreateUploadLinkRequest): Promise<CreatedUploadLink> {
  return http.post<CreatedUploadLink>(endpoints.uploadLinks, link)
}

export function editUploadLink(id: string, change: EditUploadLinkRequest): Promise<UploadLink> {
  return http.patch<UploadLink>(endpoints.uploadLink(id), change)
}

export function revokeUploadLink(id: string): Promise<UploadLink> {
  return http.post<UploadLink>(endpoints.revokeUploadLink(id))
}

export function deleteUploadLink(id: string): Promise<void> {
  return http.delete(endpoints.uploadLink(id))
}

/** Takes the mark of the inbox off; at most `ACCEPT_LIMIT` images. */
export function acceptImages(ids: readonly ImageId[]): Promise<AcceptOutcome> {
  return http.post<AcceptOutcome>(endpoints.acceptFromInbox, { ids }, { timeoutMs: 120_000 })
}

/** They wait no longer: shown at once, then asked anew. */
export function dropFromInbox(client: QueryClient, ids: ReadonlySet<string>): void {
  const { queryKey } = inboxQueries.waiting()
  client.setQueryData(queryKey, (before) => {
    if (before === undefined) return before
    const items = before.items.filter(({ id }) => !ids.has(id))
    const gone = before.items.length - items.length
    return { ...before, items, total: before.total === null ? null : before.total - gone }
  })
  touchLibrary(client)
}
