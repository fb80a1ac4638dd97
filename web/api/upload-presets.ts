import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type {
  CreateUploadPresetRequest,
  ReplaceUploadPresetRequest,
  UploadPreset,
} from '#contract/upload-presets.ts'
import { http } from './http.ts'

export const uploadPresetQueries = {
  all: () => ['upload-presets'] as const,
  list: () =>
    queryOptions({
      queryKey: [...uploadPresetQueries.all(), 'list'] as const,
      queryFn: ({ signal }) => http.get<{ presets: UploadPreset[] }>(endpoints.uploadPresets, { signal }),
      select: ({ presets }) => presets,
      staleTime: 15_000,
    }),
}

export function createUploadPreset(preset: CreateUploadPresetRequest): Promise<UploadPreset> {
  return http.post<UploadPreset>(endpoints.uploadPresets, preset)
}

/** @throws ApiError `conflict` when somebody else changed it since `version` */
export function replaceUploadPreset(id: string, preset: ReplaceUploadPresetRequest): Promise<UploadPreset> {
  return http.put<UploadPreset>(endpoints.uploadPreset(id), preset)
}

/** @throws ApiError `conflict` when somebody changed it since `version` */
export function deleteUploadPreset({ id, version }: Pick<UploadPreset, 'id' | 'version'>): Promise<void> {
  return http.delete(endpoints.uploadPreset(id), { query: { version } })
}
