import { useQueries } from '@tanstack/react-query'
import type { Image } from '#contract/images.ts'
import { factsQueries } from '../../api/facts.ts'
import type { SourceSize } from './source-size.ts'

/**
 * Pixels of the picture on the stage, from its original: one API call a picture. Until that answers,
 * or when it does not, what its thumbnail told; `null` while neither is known.
 */
export function useSourceSize(staged: { image: Image; size: SourceSize | null } | null): SourceSize | null {
  const isAsked = staged !== null && staged.size?.isExact !== true
  const asked = isAsked ? [staged.image] : []
  const [facts] = useQueries({ queries: asked.map((image) => factsQueries.of(image)) })
  if (!isAsked || !facts?.data?.widthPx || !facts.data.heightPx) return staged?.size ?? null
  return { width: facts.data.widthPx, height: facts.data.heightPx, isExact: true }
}
