import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { MetadataFields } from '#contract/metadata-fields.ts'
import { http } from './http.ts'

/** The team's named fields, with the version that a change has to name. */
export const metadataFieldsQuery = queryOptions({
  queryKey: ['settings', 'metadata-fields'] as const,
  queryFn: ({ signal }) => http.get<MetadataFields>(endpoints.metadataFields, { signal }),
  staleTime: 60_000,
})

/** @throws ApiError `conflict` when there is another version by now */
export function saveMetadataFields(fields: MetadataFields): Promise<MetadataFields> {
  return http.put<MetadataFields>(endpoints.metadataFields, fields)
}
