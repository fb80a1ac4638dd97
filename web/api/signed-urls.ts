import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { CreateSignedUrlsRequest, SignedUrls } from '#contract/signed-urls.ts'
import { http } from './http.ts'

export const signedUrlQueries = {
  /** Signing costs no API call. Asked again well before the links die. */
  forImage: (imageId: ImageId, expiresInSeconds: number) =>
    queryOptions({
      queryKey: ['signed-urls', imageId, expiresInSeconds] as const,
      queryFn: ({ signal }) => {
        const request: CreateSignedUrlsRequest = { imageId, expiresInSeconds }
        return http.post<SignedUrls>(endpoints.signedUrls, request, { signal })
      },
      staleTime: (expiresInSeconds * 1000) / 2,
    }),
}
