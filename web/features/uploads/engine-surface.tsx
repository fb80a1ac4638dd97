import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import type { Image } from '#contract/images.ts'
import { accountQueries } from '../../api/account.ts'
import { noteUploaded } from '../../api/library.ts'
import { movingCount } from './queue/empty-snapshot.ts'
import { onImageStored } from './stored-images.ts'
import { ArrivingFollower } from './tray/arriving-follower.tsx'
import { UploadAnnouncer } from './tray/upload-announcer.tsx'
import { useDeskOpen, useUploads, withQueue } from './uploads-store.ts'

const UploadDesk = lazy(() =>
  import('./batch/upload-desk.tsx').then((module) => ({ default: module.UploadDesk })),
)

/** Every look of the lists costs as much as a file or two. */
const GATHER_MS = { few: 300, many: 2_000 }
const FEW = 10

/** What goes with the queue as soon as it is loaded: announcements, the lists, the upload desk, the network. */
export function EngineSurface() {
  const { counts } = useUploads()
  const isDeskOpen = useDeskOpen()
  useStoredImages(movingCount(counts))
  useReconnect()
  return (
    <>
      <ArrivingFollower />
      <UploadAnnouncer />
      <Suspense>{isDeskOpen && <UploadDesk />}</Suspense>
    </>
  )
}

/**
 * New images stand in the lists at once; when the last one arrived, the stored count is asked again.
 * Gathered for a moment, since a thousand uploads must not repaint the grid a thousand times.
 */
function useStoredImages(moving: number): void {
  const client = useQueryClient()
  const active = moving > 0
  const gatherMs = useEffectEvent(() => (moving > FEW ? GATHER_MS.many : GATHER_MS.few))
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
      timer ??= setTimeout(flush, gatherMs())
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

/** The browser knows at once when the network is back: no need to wait for the next try. */
function useReconnect(): void {
  useEffect(() => {
    const onOnline = () => withQueue((queue) => queue.reconnect())
    window.addEventListener('online', onOnline)
    return () => window.removeEventListener('online', onOnline)
  }, [])
}
