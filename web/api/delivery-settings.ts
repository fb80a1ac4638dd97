import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { DeliverySettings, DomainCheck } from '#contract/delivery-settings.ts'
import { endpoints } from '#contract/endpoints.ts'
import { http } from './http.ts'

/** How links are written: on the team's own domain, or as the Images API gives them. */
export const deliverySettingsQuery = queryOptions({
  queryKey: ['settings', 'delivery'] as const,
  queryFn: ({ signal }) => http.get<DeliverySettings>(endpoints.deliverySettings, { signal }),
  staleTime: 60_000,
})

/** What copied links stand on; as the Images API gives them until the desk has said so: those always work. */
export function useLinkDomain(): string | null {
  return useQuery(deliverySettingsQuery).data?.customDomain ?? null
}

/** The same, once, for what is copied now. */
export async function readLinkDomain(client: QueryClient): Promise<string | null> {
  const known = client.getQueryData(deliverySettingsQuery.queryKey)
  const settings = await client.fetchQuery(deliverySettingsQuery).catch(() => known)
  return settings?.customDomain ?? null
}

/** For everybody at this desk. */
export function saveDeliverySettings(settings: DeliverySettings): Promise<DeliverySettings> {
  return http.put<DeliverySettings>(endpoints.deliverySettings, settings)
}

/** Has the desk fetch one public image through the domain that is set. */
export function checkDeliveryDomain(): Promise<DomainCheck> {
  return http.post<DomainCheck>(endpoints.checkDeliveryDomain, {})
}
