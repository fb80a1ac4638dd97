import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { type OriginalFacts, originalQueries } from '../../api/originals.ts'
import { signedUrlQueries } from '../../api/signed-urls.ts'
import { imageName } from '../../lib/image-name.ts'
import { altOf } from './alt-text.ts'
import { Stage } from './stage.tsx'

/** Walking past an image must cost no API call; staying does. */
const DWELL_MS = 600
const DRAWABLE: ReadonlySet<PictureMediaType> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
])

/** The stage of one image: which pictures it can show, from the grid's own thumbnail to the original. */
export function ImageStage({ image }: { image: Image }) {
  const hasDwelled = useDwell()
  const facts = useQuery({ ...originalQueries.facts(image), enabled: hasDwelled && !image.draft }).data
  const signed = useQuery({
    ...signedUrlQueries.forImage(image.id, 3600),
    enabled: image.requiresSignedUrl && !image.draft,
  })
  const links = image.requiresSignedUrl
    ? signed.data?.urls.map(({ variant, url }) => ({ name: variant, url }))
    : image.variants
  // `public` is the one every account has, and the largest a fresh one has.
  const rendition = links?.find(({ name }) => name === 'public')?.url
  const sources = [thumbnailPath(image, 320), thumbnailPath(image, 1280), ...(rendition ? [rendition] : [])]
  return (
    <Stage
      name={imageName(image)}
      alt={altOf(image)}
      sources={sources}
      original={facts?.type && DRAWABLE.has(facts.type) ? endpoints.original(image.id) : null}
      originalSize={sizeOf(facts)}
      isDraft={image.draft}
    />
  )
}

function sizeOf(facts: OriginalFacts | undefined) {
  if (!facts?.widthPx || !facts.heightPx) return null
  return { width: facts.widthPx, height: facts.heightPx }
}

function useDwell(): boolean {
  const [hasDwelled, setHasDwelled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasDwelled(true), DWELL_MS)
    return () => clearTimeout(timer)
  }, [])
  return hasDwelled
}
