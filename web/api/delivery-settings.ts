import { queryOptions } from '@tanstack/react-query'
import type { DeliverySettings, DomainCheck } from '#contract/delivery-settings.ts'
import { endpoints } from '#contract/endpoints.ts'
import { http } from './http.ts'

/** How links are written: on the team's own domain, or as the Images API gives them. */
export const deliverySettingsQuery = queryOptions({
  queryKey: ['settings', 'delivery'] as const,
  queryFn: ({ signal }) => http.get<DeliverySettings>(endpoints.deliverySettings, { signal }),
  staleTime: 60_000,
})

/** For everybody at this desk. */
export function saveDeliverySettings(settings: DeliverySettings): Promise<DeliverySettings> {
  return http.put<DeliverySettings>(endpoints.deliverySettings, settings)
}

/** Has the desk fetch one public image through the domain that is set. */
export function checkDeliveryDomain(): Promise<DomainCheck> {
  return http.post<DomainCheck>(endpoints.checkDeliveryDomain, {})
}
