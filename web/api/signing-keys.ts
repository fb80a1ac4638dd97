import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { RevealedSigningKey, SigningKeyList } from '#contract/signing-keys.ts'
import { http } from './http.ts'

export const signingKeyQueries = {
  list: () =>
    queryOptions({
      queryKey: ['signing-keys'] as const,
      queryFn: ({ signal }) => http.get<SigningKeyList>(endpoints.signingKeys, { signal }),
      staleTime: 30_000,
    }),
}

export function createSigningKey(name: string): Promise<SigningKeyList> {
  return http.post<SigningKeyList>(endpoints.signingKeys, { name })
}

export function deleteSigningKey(name: string): Promise<SigningKeyList> {
  return http.delete<SigningKeyList>(endpoints.signingKey(name))
}

/** The value is for one component's memory: never a query, never storage. */
export function revealSigningKey(name: string, signal: AbortSignal): Promise<RevealedSigningKey> {
  return http.post<RevealedSigningKey>(endpoints.revealSigningKey(name), undefined, { signal })
}
