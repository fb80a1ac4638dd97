import type { QueryClient } from '@tanstack/react-query'
import { VariantShape } from '#contract/variants.ts'
import { ApiError } from '../../api/api-error.ts'
import { putVariant, variantQueries } from '../../api/variants.ts'

/** True when somebody else was faster: the list says from now on what there is. */
export async function showWhatIs(client: QueryClient, failure: unknown): Promise<boolean> {
  if (!(failure instanceof ApiError)) return false
  const current = failure.kind === 'conflict' ? VariantShape.safeParse(failure.current) : null
  if (current?.success) putVariant(client, current.data)
  else if (failure.kind === 'not_found') await client.fetchQuery({ ...variantQueries.list(), staleTime: 0 })
  else return false
  return true
}
