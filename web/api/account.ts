import { queryOptions } from '@tanstack/react-query'
import type { Account, EditAccountSwitches } from '#contract/account.ts'
import { endpoints } from '#contract/endpoints.ts'
import { http } from './http.ts'

export const accountQueries = {
  all: () => ['account'] as const,
  /** Upstream, budget and counts; costs no API call, so the status strip may ask often. */
  account: () =>
    queryOptions({
      queryKey: [...accountQueries.all(), 'state'] as const,
      queryFn: ({ signal }) => http.get<Account>(endpoints.account, { signal }),
      staleTime: 5_000,
    }),
}

/** For the whole account, at once. */
export function editAccountSwitches(change: EditAccountSwitches): Promise<void> {
  return http.patch(endpoints.accountSwitches, change)
}
