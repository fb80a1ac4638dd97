import { useEffect, useLayoutEffect } from 'react'
import { arriving } from '../../../lib/arriving.ts'
import { setTrayOpen, useUploads, withQueue } from '../uploads-store.ts'
import { ArrivingTiles } from './arriving-tiles.ts'
import { showRow } from './tray-row.ts'

const tiles = new ArrivingTiles({
  open: (key) => {
    showRow(key)
    setTrayOpen(true)
  },
  openAll: () => setTrayOpen(true),
  retry: (key) => withQueue((queue) => queue.retry(key)),
})

/** Tells the grid what is on its way; loaded with the first file. */
export function ArrivingFollower() {
  const { items, pauseReason } = useUploads()
  const isHeldBack = pauseReason !== null
  useLayoutEffect(() => {
    if (tiles.update(items, isHeldBack)) arriving.set(tiles)
  }, [items, isHeldBack])
  useEffect(() => arriving.set(tiles), [])
  return null
}
