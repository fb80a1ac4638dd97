import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'

/** Nobody waits for a small picture longer. */
const DEADLINE_MS = 20_000
const LOOKED_AT = 16
const KEPT_MS = 3_600_000

const keyOf = (image: LibraryImage) => ['transparency', thumbnailPath(image, 160)] as const

/** Whether a picture of this kind can have parts one sees through at all. */
export function mayBeTransparent({ measurements, filename, id }: LibraryImage): boolean {
  const type = measurements?.type ?? /\.([a-z]+)$/i.exec(filename ?? id)?.[1]?.toLowerCase()
  return type === 'png' || type === 'webp' || type === 'gif' || type === 'avif'
}

/**
 * Looks through the thumbnails of `images`, one after the other, until one is found that can be seen through: neither
 * the Images API nor the library tells. What was seen is kept while the page lives.
 * @param images the same array while they are the same
 */
export function useTransparency(images: readonly LibraryImage[]): (image: LibraryImage) => boolean | null {
  const client = useQueryClient()
  const [seen, setSeen] = useState<ReadonlyMap<string, boolean>>(new Map())

  useEffect(() => {
    const gone = new AbortController()
    async function look() {
      for (const image of images.filter(mayBeTransparent).slice(0, LOOKED_AT)) {
        if (gone.signal.aborted) return
        const isTransparent = await client
          .fetchQuery({
            queryKey: keyOf(image),
            queryFn: () => isSeenThrough(thumbnailPath(image, 160), gone.signal),
            staleTime: KEPT_MS,
            gcTime: KEPT_MS,
            retry: false,
          })
          // A thumbnail that does not come is no reason to stop looking.
          .catch(() => null)
        if (gone.signal.aborted) return
        if (isTransparent === null) continue
        setSeen((before) => new Map(before).set(thumbnailPath(image, 160), isTransparent))
        if (isTransparent) return
      }
    }
    void look()
    return () => gone.abort()
  }, [client, images])

  return useCallback(
    (image) => {
      if (!mayBeTransparent(image)) return false
      return seen.get(thumbnailPath(image, 160)) ?? client.getQueryData<boolean>(keyOf(image)) ?? null
    },
    [client, seen],
  )
}

async function isSeenThrough(path: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]) })
  if (!response.ok) throw new Error(`The thumbnail answered ${response.status}`)
  const bitmap = await createImageBitmap(await response.blob())
  const { width, height } = bitmap
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
  if (context === null) throw new Error('The browser has no room to look at the picture')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return holdsTransparency(context.getImageData(0, 0, width, height).data)
}

/** Below it a pixel lets the ground through so that one sees it. */
const OPAQUE = 250

/** @param pixels RGBA */
export function holdsTransparency(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < OPAQUE) return true
  return false
}
