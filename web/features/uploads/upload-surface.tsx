import { lazy, Suspense, useEffect } from 'react'
import { loadEngine, uploadFiles, useEngine, useTrayOpen } from './uploads-store.ts'

// The first picture on screen does not wait for it.
const DropOverlay = lazy(() =>
  import('./drop-overlay.tsx').then((module) => ({ default: module.DropOverlay })),
)

/** Everything about uploads that belongs to no page: drop and paste anywhere, the tray, the announcements. */
export function UploadSurface() {
  const open = useTrayOpen()
  const engine = useEngine()
  usePaste()
  useEngineInTime()
  return (
    <>
      <Suspense>
        <DropOverlay />
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

function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      uploadFiles(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
