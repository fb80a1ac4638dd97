import { type RefObject, useEffect, useState } from 'react'

/** Pixels per millisecond above which no picture can be looked at, so none is asked for. */
const FAST_PX_PER_MS = 3
const SETTLE_MS = 80

/** True while `scroller` moves so fast that only empty wells are drawn. */
export function useFastScroll(scroller: RefObject<HTMLElement | null>): boolean {
  const [isFast, setIsFast] = useState(false)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let lastTop = element.scrollTop
    let lastTime = performance.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = () => {
      const now = performance.now()
      const elapsedMs = now - lastTime
      if (elapsedMs < 8) return
      const speed = Math.abs(element.scrollTop - lastTop) / elapsedMs
      lastTop = element.scrollTop
      lastTime = now
      // One long step after a pause is a jump, not a fling: what it shows is wanted at once.
      if (elapsedMs < 120) setIsFast(speed > FAST_PX_PER_MS)
      clearTimeout(timer)
      timer = setTimeout(() => setIsFast(false), SETTLE_MS)
    }
    element.addEventListener('scroll', watch, { passive: true })
    return () => {
      element.removeEventListener('scroll', watch)
      clearTimeout(timer)
    }
  }, [scroller])
  return isFast
}
