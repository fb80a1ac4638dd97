import { lazy, Suspense, useEffect } from 'react'
import { takeEarlyTransfers } from '../early-transfers.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { handOver } from './hand-over.ts'
import { useList } from './list-store.ts'
import { readDrop, readPaste } from './read-transfer.ts'
import { useDrag } from './use-drag.ts'
import { usePaste } from './use-paste.ts'

const ListDialog = lazy(() =>
  import('./list/list-dialog.tsx').then((module) => ({ default: module.ListDialog })),
)

/** Everything that can be handed over anywhere: dropped, pasted, listed. */
export function IntakeSurface() {
  const hovering = useDrag()
  usePaste()
  useEffect(() => {
    for (const { how, transfer } of takeEarlyTransfers()) {
      void handOver(how === 'drop' ? readDrop(transfer) : readPaste(transfer, false))
    }
  }, [])
  const lists = useList()
  return (
    <>
      {hovering !== null && <DropOverlay {...hovering} />}
      <Suspense>{lists !== null && <ListDialog sources={lists} />}</Suspense>
    </>
  )
}
