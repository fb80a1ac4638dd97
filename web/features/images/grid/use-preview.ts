import { useEffect, useEffectEvent, useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { type ArrivingTile, arriving, type Behind } from '../../../lib/arriving.ts'
import { LocalPreviews } from './local-previews.ts'
import { shrinkPicture } from './shrink-picture.ts'

const previews = new LocalPreviews({
  shrink: shrinkPicture,
  createUrl: (blob) => URL.createObjectURL(blob),
  revokeUrl: (url) => URL.revokeObjectURL(url),
})
/** Key of the file an image was, while its preview lasts. */
const keyOfImage = new Map<string, string>()
arriving.behind = (id) => {
  const key = keyOfImage.get(id)
  const preview = key === undefined ? undefined : previews.peek(key)
  if (preview === undefined) keyOfImage.delete(id)
  return preview ?? undefined
}

/** The local picture of a file in sight; `undefined` while it is made, `null` when there is none. */
export function usePreview(tile: ArrivingTile, mayLoad: boolean): Behind | null | undefined {
  const { key, preview: blob, pixels, image } = tile
  const [made, setMade] = useState(() => previews.peek(key))
  const isTooLarge = pixels !== null && pixels.widthPx * pixels.heightPx > LIMITS.areaPx
  const pixelsNow = useEffectEvent(() => pixels)
  const isWanted = mayLoad || made !== undefined
  useEffect(() => {
    if (blob === null || isTooLarge || !isWanted) return
    return previews.hold(key, { blob, pixels: pixelsNow() }, setMade)
    // The file never changes; its size is only a hint.
  }, [key, blob, isTooLarge, isWanted])
  // Before the thumbnail inside is drawn: it asks for what stands behind it.
  if (image !== null && !keyOfImage.has(image.id)) keyOfImage.set(image.id, key)
  return blob === null || isTooLarge ? null : made
}
