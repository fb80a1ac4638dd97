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
 * at once and sharpens in place. Decoded before it is shown: no half-painted frames.
 */
export function useSharpening(sources: readonly string[]): Sharpening {
  const list = sources.join('\n')
  const [state, setState] = useState<Sharpening & { list: string; failed: number }>(START)
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

const START = { best: null, isBroken: false, list: '', failed: 0 }

/** `null` when there is no picture to be had. An SVG without a size counts as 300 × 150, as browsers draw it. */
async function load(src: string): Promise<LoadedPicture | null> {
  const image = new Image()
  image.src = src
  try {
    await image.decode()
  } catch {
    return null
  }
  return { src, width: image.naturalWidth || 300, height: image.naturalHeight || 150 }
}
