import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { factsQueries } from '../../api/facts.ts'
import { seenQuery } from '../../api/images.ts'
import { signedUrlQueries } from '../../api/signed-urls.ts'
import { variantQueries } from '../../api/variants.ts'
import { altOf } from '../../lib/alt-text.ts'
import { drawnThumbnails } from '../../lib/drawn-thumbnails.ts'
import { freshUrl } from '../../lib/fresh-url.ts'
import { imageName } from '../../lib/image-name.ts'
import { largestRendition } from './renditions.ts'
import { Stage } from './stage.tsx'
import type { Motion } from './use-animation.ts'

/** Walking past an image must cost neither an API call nor a delivery; staying does. */
const DWELL_MS = 600
const VARIANTS_KEPT_MS = 5 * 60_000
/** Media types, of those an image may have, that every browser draws. */
const DRAWABLE = /^image\/(jpeg|png|gif|webp|avif)$/
const MAY_MOVE = /^image\/(gif|webp)$/

/** The stage of one image: which pictures it can show, from the grid's own thumbnail to the original. */
export function ImageStage({ image }: { image: Image }) {
  const hasDwelled = useDwell()
  const { data: seen } = useQuery(seenQuery(image))
  const reading = useQuery({ ...factsQueries.of(image), enabled: hasDwelled && !image.draft })
  const facts = reading.data
  const originalSize = sizeOf(facts) ?? sizeOf(seen?.measurements)
  const type = facts?.type ?? mediaTypeOf(seen?.measurements?.type)
  const variants = useQuery({
    ...variantQueries.list(),
    staleTime: VARIANTS_KEPT_MS,
    enabled: hasDwelled,
  })
  const signed = useQuery({
    ...signedUrlQueries.forImage(image.id, 3600),
    enabled: image.requiresSignedUrl && !image.draft,
  })
  const links = image.requiresSignedUrl
    ? signed.data?.urls.map(({ variant, url }) => ({ name: variant, url }))
    : image.variants.map(({ name, url }) => ({ name, url: freshUrl(image, url) }))
  const rendition =
    links && !variants.isPending
      ? largestRendition(links, variants.data?.variants ?? null, originalSize)
      : null
  const original = type !== null && DRAWABLE.test(type) ? endpoints.original(image.id) : null
  const mayMove = type === null || MAY_MOVE.test(type)
  const motion: Motion =
    (facts?.frames ?? 1) > 1
      ? { kind: 'animated', src: rendition ?? original }
      : mayMove && reading.isPending
        ? { kind: 'unknown' }
        : { kind: 'still' }
  const [drawn] = useState(() => drawnThumbnails.of(image) ?? thumbnailPath(image, 320))
  const largest = thumbnailPath(image, 1280)
  return (
    <Stage
      name={imageName(image)}
      alt={altOf(image)}
      thumbnails={drawn === largest ? [largest] : [drawn, largest]}
      rendition={rendition}
      original={original}
      originalSize={originalSize}
      isMeasuring={originalSize === null && reading.isPending}
      isDraft={image.draft}
      motion={motion}
      damage={facts?.damage ?? null}
    />
  )
}

function sizeOf(told: { widthPx: number | null; heightPx: number | null } | null | undefined) {
  if (!told?.widthPx || !told.heightPx) return null
  return { width: told.widthPx, height: told.heightPx }
}

function mediaTypeOf(type: string | null | undefined): string | null {
  if (type == null) return null
  return type === 'svg' ? 'image/svg+xml' : `image/${type}`
}

function useDwell(): boolean {
  const [hasDwelled, setHasDwelled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasDwelled(true), DWELL_MS)
    return () => clearTimeout(timer)
  }, [])
  return hasDwelled
}
