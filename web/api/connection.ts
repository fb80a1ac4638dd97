import { queryOptions } from '@tanstack/react-query'
import type { ConnectionCheck } from '#contract/account.ts'
import { endpoints } from '#contract/endpoints.ts'
import { http } from './http.ts'

/** Costs one API call per capability: asked when the page opens and on demand. */
export const connectionQuery = () =>
  queryOptions({
    queryKey: ['connection'] as const,
    queryFn: ({ signal }) => http.get<ConnectionCheck>(endpoints.connection, { signal }),
    staleTime: 60_000,
  })
