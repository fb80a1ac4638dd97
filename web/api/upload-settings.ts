import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { UploadSettings } from '#contract/uploads.ts'
import { http } from './http.ts'

export const uploadSettingsQuery = queryOptions({
  queryKey: ['settings', 'uploads'] as const,
  queryFn: ({ signal }) => http.get<UploadSettings>(endpoints.uploadSettings, { signal }),
})

/** For everybody at this desk. */
export function saveUploadSettings(settings: UploadSettings): Promise<UploadSettings> {
  return http.put<UploadSettings>(endpoints.uploadSettings, settings)
}
