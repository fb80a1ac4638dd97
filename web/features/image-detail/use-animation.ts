import { useState } from 'react'
import { useSharpening } from './use-sharpening.ts'

/** What moves in a picture, and how much is known of it. */
export type Motion =
  | { kind: 'still' }
  /** It may move: nothing that would is loaded before that is known. */
  | { kind: 'unknown' }
  /** `src` moves when it is drawn; `null` while nobody can tell where it is. */
  | { kind: 'animated'; src: string | null }

interface Animation {
  /** `null`: nothing to be played. */
  controls: { isPlaying: boolean; toggle: () => void } | null
  /** Drawn in place of the still picture; `null` while paused, and until it has come. */
  moving: string | null
  /** Somebody wants it to move, and it could not be had. */
  hasFailed: boolean
}

/** Plays at once, unless the person asked their system for less motion; paused, the still first picture stands there. */
export function useAnimation(motion: Motion): Animation {
  const [isPlaying, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches)
  const src = motion.kind === 'animated' && isPlaying ? motion.src : null
  const { best, isBroken } = useSharpening(src === null ? [] : [src])
  if (motion.kind !== 'animated') return { controls: null, moving: null, hasFailed: false }
  return {
    controls: { isPlaying, toggle: () => setPlaying((before) => !before) },
    moving: src !== null && best?.src === src ? src : null,
    hasFailed: src !== null && isBroken,
  }
}
