import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type {
  CreateVariantRequest,
  EditVariantRequest,
  Variant,
  VariantList,
  VariantVersions,
} from '#contract/variants.ts'
import { http } from './http.ts'

export const variantQueries = {
  all: () => ['variants'] as const,
  list: () =>
    queryOptions({
      queryKey: [...variantQueries.all(), 'list'] as const,
      queryFn: ({ signal }) => http.get<VariantList>(endpoints.variants, { signal }),
      staleTime: 30_000,
    }),
  /** Newest first; also of a variant that is gone. */
  versions: (name: string) =>
    infiniteQueryOptions({
      queryKey: [...variantQueries.all(), 'versions', name] as const,
      queryFn: ({ pageParam, signal }) =>
        http.get<VariantVersions>(endpoints.variantVersions(name), { query: { before: pageParam }, signal }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ versions, hasMore }) => (hasMore ? versions.at(-1)?.id : undefined),
    }),
}

export function createVariant(variant: CreateVariantRequest): Promise<Variant> {
  return http.post<Variant>(endpoints.variants, variant)
}

/** @throws {ApiError} `conflict` with the variant as it is now in `current`, when it is not what `base` says */
export function editVariant(name: string, change: EditVariantRequest): Promise<Variant> {
  return http.patch<Variant>(endpoints.variant(name), change)
}

/** As {@link editVariant}. */
export function deleteVariant(name: string, base: string): Promise<void> {
  return http.delete(endpoints.variant(name), { query: { base } })
}

/** What the list says from now on, without asking for it: the answer of a save is the newest there is. */
export function putVariant(client: QueryClient, variant: Variant): void {
  client.setQueryData(variantQueries.list().queryKey, (list) => {
    if (list === undefined) return list
    const others = list.variants.filter(({ name }) => name !== variant.name)
    return { ...list, variants: [...others, variant].toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
  })
}

export function dropVariant(client: QueryClient, name: string): void {
  client.setQueryData(
    variantQueries.list().queryKey,
    (list) => list && { ...list, variants: list.variants.filter((variant) => variant.name !== name) },
  )
}

/** Every image lists its variants' URLs, signed ones too: those are stale as well. Asked again in the background. */
export function variantsChanged(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['images'] })
  void client.invalidateQueries({ queryKey: ['library'] })
  void client.invalidateQueries({ queryKey: ['signed-urls'] })
  void client.invalidateQueries({ queryKey: ['renditions'] })
  void client.invalidateQueries({ queryKey: variantQueries.all() })
}
