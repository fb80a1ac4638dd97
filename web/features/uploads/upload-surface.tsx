import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import type { Image } from '#contract/images.ts'
import { accountQueries } from '../../api/account.ts'
import { noteUploaded } from '../../api/library.ts'
import { lazyPatient } from '../../lib/lazy-patient.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { openCount } from './uploads-snapshot.ts'
import { onImageStored, uploadFiles, useTrayOpen, useUploads, withQueue } from './uploads-store.ts'

// The first picture on screen waits for neither: the overlay is loaded after it, the tray when it is first opened.
const DropOverlay = lazy(() =>
  import('./drop-overlay.tsx').then((module) => ({ default: module.DropOverlay })),
)
const UploadsTray = lazy(() =>
  import('./uploads-tray.tsx').then((module) => ({ default: module.UploadsTray })),
)

const ArrivingFollower = lazyPatient(() =>
  import('./tray/arriving-follower.tsx').then((module) => module.ArrivingFollower),
)

/** Everything about uploads that belongs to no page: drop and paste anywhere, the tray, the announcements. */
export function UploadSurface() {
  const { counts, items, pauseReason } = useUploads()
  const open = useTrayOpen()
  const active = openCount(counts)
  useStoredImages(active > 0)
  usePaste()
  useLeaveGuard(active > 0)
  useReconnect()
  const words =
    items.length === 0
      ? ''
      : pauseReason === 'unreachable'
        ? messages.uploads.unreachableNow
        : active > 0
          ? messages.uploads.added(items.length)
          : messages.uploads.summary(counts.done, counts.failed, counts.cancelled)
  return (
    <>
      <Suspense>
        <DropOverlay />
      </Suspense>
      <Suspense>{open && <UploadsTray />}</Suspense>
      <Suspense>
        <ArrivingFollower />
      </Suspense>
      <div role="status" className="sr-only">
        {words}
      </div>
    </>
  )
}

/**
 * New images stand in the lists at once; when the last one arrived, the stored count is asked again.
 * Gathered for a moment, since a thousand uploads must not repaint the grid a thousand times.
 */
function useStoredImages(active: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    let gathered: Image[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      noteUploaded(client, gathered)
      gathered = []
    }
    const stop = onImageStored((image) => {
      gathered.push(image)
      timer ??= setTimeout(flush, 300)
    })
    return () => {
      stop()
      clearTimeout(timer)
      if (gathered.length > 0) flush()
    }
  }, [client])
  useEffect(() => {
    if (!active) return
    return () => {
      void client.invalidateQueries({ queryKey: accountQueries.all() })
    }
  }, [active, client])
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

/** The browser knows at once when the network is back: no need to wait for the next try. */
function useReconnect(): void {
  useEffect(() => {
    const onOnline = () => withQueue((queue) => queue.reconnect())
    window.addEventListener('online', onOnline)
    return () => window.removeEventListener('online', onOnline)
  }, [])
}

/** Asks before leaving, only while something would be lost. */
function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [active])
}
