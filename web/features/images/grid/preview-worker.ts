/** Decodes a picture as small as a tile needs it, away from the page. */
interface Job {
  id: number
  blob: Blob
  longestPx: number
  /** Known width of the upright picture, so that it need not be decoded whole. */
  widthPx: number | null
}

addEventListener('message', ({ data }: MessageEvent<Job>) => {
  shrink(data).then(
    (made) => postMessage({ id: data.id, ...made }),
    // Which fault it is does not matter: a quiet placeholder stands in for all of them.
    () => postMessage({ id: data.id, blob: null, widthPx: 0, heightPx: 0 }),
  )
})

async function shrink({ blob, longestPx, widthPx }: Job) {
  const source = await createImageBitmap(
    blob,
    widthPx === null || widthPx <= longestPx ? {} : { resizeWidth: longestPx, resizeQuality: 'medium' },
  )
  const scale = Math.min(1, longestPx / source.width)
  const size = {
    widthPx: Math.max(1, Math.round(source.width * scale)),
    heightPx: Math.max(1, Math.round(source.height * scale)),
  }
  const canvas = new OffscreenCanvas(size.widthPx, size.heightPx)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.imageSmoothingQuality = 'medium'
  context.drawImage(source, 0, 0, size.widthPx, size.heightPx)
  source.close()
  // Several times as fast as WebP, which can be transparent.
  const type = blob.type === 'image/jpeg' ? 'image/jpeg' : 'image/webp'
  return { blob: await canvas.convertToBlob({ type, quality: 0.82 }), ...size }
}
