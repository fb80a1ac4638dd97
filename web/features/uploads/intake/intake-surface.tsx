import { lazy, Suspense } from 'react'
import { DropOverlay } from './drop-overlay.tsx'
import { useList } from './list-store.ts'
import { useDrag } from './use-drag.ts'
import { usePaste } from './use-paste.ts'

const ListDialog = lazy(() =>
  import('./list/list-dialog.tsx').then((module) => ({ default: module.ListDialog })),
)

/** Everything that can be handed over anywhere: dropped, pasted, listed. */
export function IntakeSurface() {
  const hovering = useDrag()
  usePaste()
  const lists = useList()
  return (
    <>
      {hovering !== null && <DropOverlay {...hovering} />}
      <Suspense>{lists !== null && <ListDialog sources={lists} />}</Suspense>
    </>
  )
}
