import { useEffect, useState } from 'react'

/** `Date.now()`, renewed every `intervalMs` while the page is in sight. */
export function useNow(intervalMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now())
    }, intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return nowMs
}
