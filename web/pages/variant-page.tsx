import { useParams } from 'react-router'
import { variantQueries } from '../api/variants.ts'
import { queryClient } from '../app/query-client.ts'
import { VariantStudio } from '../features/variants/variant-studio.tsx'

export const loader = () => queryClient.ensureQueryData(variantQueries.list())

export function Component() {
  const { name = '' } = useParams()
  return <VariantStudio name={name} />
}
