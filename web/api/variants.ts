import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { CreateVariantRequest, EditVariantRequest, Variant, VariantList } from '#contract/variants.ts'
import { http } from './http.ts'

export const variantQueries = {
  all: () => ['variants'] as const,
  list: () =>
    queryOptions({
      queryKey: [...variantQueries.all(), 'list'] as const,
      queryFn: ({ signal }) => http.get<VariantList>(endpoints.variants, { signal }),
      staleTime: 30_000,
    }),
}

export function createVariant(variant: CreateVariantRequest): Promise<Variant> {
  return http.post<Variant>(endpoints.variants, variant)
}

export function editVariant(name: string, change: EditVariantRequest): Promise<Variant> {
  return http.patch<Variant>(endpoints.variant(name), change)
}

export function deleteVariant(name: string): Promise<void> {
  return http.delete(endpoints.variant(name))
}

/** Every image lists its variants' URLs: those are stale too. */
export function variantsChanged(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: ['images'] })
  return client.invalidateQueries({ queryKey: variantQueries.all() })
}
