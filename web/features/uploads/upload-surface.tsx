import { lazy, Suspense, useEffect } from 'react'
import { useEarlyTransfers } from './early-transfers.ts'
import { loadEngine, useEngine, useTrayOpen } from './uploads-store.ts'

// The first picture on screen does not wait for it.
const IntakeSurface = lazy(() =>
  import('./intake/intake-surface.tsx').then((module) => ({ default: module.IntakeSurface })),
)

/** Everything about uploads that belongs to no page: drop and paste anywhere, the tray, the announcements. */
export function UploadSurface() {
  const open = useTrayOpen()
  const engine = useEngine()
  useEarlyTransfers()
  useEngineInTime()
  return (
    <>
      <Suspense>
        <IntakeSurface />
      </Suspense>
      {engine !== null && open && <engine.UploadsTray />}
      {engine !== null && <engine.EngineSurface />}
    </>
  )
}

/** When the page is drawn and the browser has nothing to do: an upload must also begin where the network ends. */
function useEngineInTime(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer = setTimeout(() => {
        if ('requestIdleCallback' in window) requestIdleCallback(loadEngine, { timeout: 4_000 })
        else loadEngine()
      }, 1_000)
    }
    if (document.readyState === 'complete') soon()
    else window.addEventListener('load', soon, { once: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('load', soon)
    }
  }, [])
}
