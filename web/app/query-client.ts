import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'

/**
 * One for the app. Only failures that pass are tried again, once: the BFF already retried what is safe, and every
 * call spends API budget.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 5 * 60_000,
      retry: (failures, error) =>
        failures < 1 && error instanceof ApiError && error.isPassing && error.retryAfterSeconds === null,
      retryDelay: 1_000,
      refetchOnWindowFocus: true,
      // The desk runs on loopback: the browser's idea of being offline says nothing about it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
