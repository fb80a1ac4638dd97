import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { UploadSettings } from '#contract/uploads.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { ApiError } from './api-error.ts'
import { http } from './http.ts'

export const uploadSettingsQuery = queryOptions({
  queryKey: ['settings', 'uploads'] as const,
  queryFn: ({ signal }) => fetchUploadSettings(signal),
})

/** `GET /api/settings/uploads`: through the desk, or straight to the upstream. */
export async function fetchUploadSettings(signal?: AbortSignal): Promise<UploadSettings> {
  const answer = await http.get<Partial<UploadSettings> | null>(
    endpoints.uploadSettings,
    signal === undefined ? {} : { signal },
  )
  const way = answer?.way
  if (way === 'direct' || way === 'through_desk') return { way }
  throw new ApiError('unreadable', messages.problems.unreadable.body, 200)
}

/** For everybody at this desk. */
export function saveUploadSettings(settings: UploadSettings): Promise<UploadSettings> {
  return http.put<UploadSettings>(endpoints.uploadSettings, settings)
}
