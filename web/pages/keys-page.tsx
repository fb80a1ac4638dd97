import { signingKeyQueries } from '../api/signing-keys.ts'
import { queryClient } from '../app/query-client.ts'
import { SigningKeys } from '../features/signing-keys/signing-keys.tsx'

export const loader = () => queryClient.ensureQueryData(signingKeyQueries.list())

export function Component() {
  return <SigningKeys />
}
