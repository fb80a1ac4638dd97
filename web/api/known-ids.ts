import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { LibraryKnownIds } from '#contract/library.ts'
import { http } from './http.ts'

/** Those of the ids that an image of the library has. Limits: `KNOWN_IDS_LIMITS`. @throws ApiError */
export async function fetchKnownIds(
  ids: readonly ImageId[],
  signal?: AbortSignal,
): Promise<ReadonlySet<ImageId>> {
  const { known } = await http.post<LibraryKnownIds>(
    endpoints.libraryKnownIds,
    { ids },
    { ...(signal && { signal }) },
  )
  return new Set(known)
}
