import { useEffect, useState } from 'react'

interface LoadedPicture {
  src: string
  width: number
  height: number
}

interface Sharpening {
  /** The most detailed source loaded so far. */
  best: LoadedPicture | null
  /** Every source failed. */
  isBroken: boolean
}

/**
 * Loads all sources at once and shows the most detailed one that arrived, so that a small picture stands there
 * at once and sharpens in place. Decoded before it is shown: no half-painted frames. What the page has drawn already is
 * there in the first render.
 */
export function useSharpening(sources: readonly string[]): Sharpening {
  const list = sources.join('\n')
  const [state, setState] = useState(() => ({ ...START, list, best: atHand(sources) }))
  useEffect(() => {
    let stopped = false
    // A source added later must not blank what is there, a notice included: another picture comes under another key.
    setState((before) => ({ ...before, list, failed: 0 }))
    const all = list === '' ? [] : list.split('\n')
    for (const src of all) {
      void load(src).then((picture) => {
        if (stopped) return
        setState((before) => {
          if (picture === null) {
            const failed = before.failed + 1
            return { ...before, failed, isBroken: failed >= all.length && before.best === null }
          }
          const isBetter = picture.width > (before.best?.width ?? 0)
          return { ...before, isBroken: false, ...(isBetter && { best: picture }) }
        })
      })
    }
    return () => {
      stopped = true
    }
  }, [list])
  return state
}

const START: Sharpening & { list: string; failed: number } = {
  best: null,
  isBroken: false,
  list: '',
  failed: 0,
}

/** The best of the sources that the page holds already: an image is complete at once then. */
function atHand(sources: readonly string[]): LoadedPicture | null {
  for (const src of sources.toReversed()) {
    const image = new Image()
    image.src = src
    if (image.complete && image.naturalWidth > 0) return sizeOf(image, src)
  }
  return null
}

/** `null` when there is no picture to be had. */
async function load(src: string): Promise<LoadedPicture | null> {
  const image = new Image()
  image.src = src
  try {
    await image.decode()
  } catch {
    return null
  }
  return sizeOf(image, src)
}

/** An SVG without a size counts as 300 × 150, as browsers draw it. */
function sizeOf({ naturalWidth, naturalHeight }: HTMLImageElement, src: string): LoadedPicture {
  return { src, width: naturalWidth || 300, height: naturalHeight || 150 }
}
