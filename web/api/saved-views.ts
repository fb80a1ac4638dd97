import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { SavedView } from '#contract/library.ts'
import type { CreateSavedViewRequest, EditSavedViewRequest } from '#contract/saved-views.ts'
import { http } from './http.ts'

export const savedViewQueries = {
  all: () => ['saved-views'] as const,
  list: () =>
    queryOptions({
      queryKey: [...savedViewQueries.all(), 'list'] as const,
      queryFn: ({ signal }) => http.get<{ views: SavedView[] }>(endpoints.savedViews, { signal }),
      select: ({ views }) => views,
      staleTime: 15_000,
    }),
}

export function createSavedView(view: CreateSavedViewRequest): Promise<SavedView> {
  return http.post<SavedView>(endpoints.savedViews, view)
}

export function editSavedView(id: string, change: EditSavedViewRequest): Promise<SavedView> {
  return http.patch<SavedView>(endpoints.savedView(id), change)
}

export function deleteSavedView(id: string): Promise<void> {
  return http.delete(endpoints.savedView(id))
}
