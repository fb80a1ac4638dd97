import { useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { signingKeyQueries } from '../api/signing-keys.ts'
import { queryClient } from '../app/query-client.ts'
import { KEY_TABS, SigningKeys } from '../features/signing-keys/signing-keys.tsx'
import { readMintTarget } from '../lib/mint-target.ts'

export const loader = () => queryClient.ensureQueryData(signingKeyQueries.list())

export function Component() {
  const [search, setSearch] = useSearchParams()
  const { state } = useLocation()
  // What is chosen from then on is up to the page: the address is not written for every click.
  const [images] = useState(() => readMintTarget(search, state))
  return (
    <SigningKeys
      tab={KEY_TABS.find((tab) => tab === search.get('tab')) ?? 'keys'}
      onTab={(tab) => setSearch(tab === 'keys' ? {} : { tab })}
      images={images}
    />
  )
}
