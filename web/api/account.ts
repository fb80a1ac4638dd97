import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Account, AccountSwitches, EditAccountSwitches } from '#contract/account.ts'
import { endpoints } from '#contract/endpoints.ts'
import type { LibraryGrowth } from '#contract/library.ts'
import { draftRenditionQueries } from './draft-renditions.ts'
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
  /** From the index; costs no API call. */
  growth: () =>
    queryOptions({
      queryKey: [...accountQueries.all(), 'growth'] as const,
      queryFn: ({ signal }) => http.get<LibraryGrowth>(endpoints.accountGrowth, { signal }),
      staleTime: 30_000,
    }),
  /** Costs a billed delivery or two, once an hour and after each change. */
  switches: () =>
    queryOptions({
      queryKey: [...accountQueries.all(), 'switches'] as const,
      queryFn: ({ signal }) => http.get<AccountSwitches>(endpoints.accountSwitches, { signal }),
      staleTime: 3_600_000,
      refetchOnWindowFocus: false,
    }),
}

/** Deliveries are looked at anew, whatever was kept. */
export async function readSwitchesAgain(client: QueryClient): Promise<void> {
  const seen = await http.get<AccountSwitches>(endpoints.accountSwitches, { query: { again: '1' } })
  client.setQueryData(accountQueries.switches().queryKey, seen)
}

/** Changes switches of the whole account, at once, then has what deliveries show of them read again. */
export function switchAccountMutation(client: QueryClient) {
  return {
    mutationFn: (change: EditAccountSwitches) => http.patch<void>(endpoints.accountSwitches, change),
    // Also after a failure: it may have been heard.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: accountQueries.switches().queryKey }),
        client.invalidateQueries({ queryKey: draftRenditionQueries.all() }),
      ]),
  }
}
