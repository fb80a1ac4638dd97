/** Functions that run in the page under test; they see nothing of this module. */

declare global {
  interface Window {
    benchOpenings?: number[]
  }
}

/**
 * Counts, for each Enter, the frames until a picture stands on the stage: 1 when the first frame after the press shows
 * it.
 */
export function watchOpenings(): void {
  const frames: number[] = []
  window.benchOpenings = frames
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Enter') return
      let count = 0
      requestAnimationFrame(function look() {
        count += 1
        const picture = document.querySelector<HTMLImageElement>('section[aria-label^="Picture "] img')
        if (picture?.complete && picture.naturalWidth > 0) frames.push(count)
        else if (count < 600) requestAnimationFrame(look)
      })
    },
    { capture: true },
  )
}

export function readOpenings(): number[] {
  return window.benchOpenings ?? []
}
