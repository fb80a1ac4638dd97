import { useSearchParams } from 'react-router'
import { parseImageId } from '#contract/image-id.ts'
import { signingKeyQueries } from '../api/signing-keys.ts'
import { queryClient } from '../app/query-client.ts'
import { KEY_TABS, SigningKeys } from '../features/signing-keys/signing-keys.tsx'

export const loader = () => queryClient.ensureQueryData(signingKeyQueries.list())

export function Component() {
  const [search, setSearch] = useSearchParams()
  return (
    <SigningKeys
      tab={KEY_TABS.find((tab) => tab === search.get('tab')) ?? 'keys'}
      onTab={(tab) => setSearch(tab === 'keys' ? {} : { tab })}
      image={parseImageId(search.get('image') ?? '')}
    />
  )
}
