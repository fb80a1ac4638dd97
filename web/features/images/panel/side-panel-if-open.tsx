import { lazy, Suspense } from 'react'
import type { View } from '../view.ts'
import { usePanel } from './use-panel.ts'

// Not part of the first page's code. A panel that does not arrive leaves the grid and the search alone.
const SidePanel = lazy(() =>
  import('./side-panel.tsx').then(
    (module) => ({ default: module.SidePanel }),
    () => ({ default: () => null }),
  ),
)

interface SidePanelIfOpenProps {
  view: View
  onView: (view: View) => void
}

/** The side panel, once it is open; its room is kept while it is on its way, so that the grid does not jump. */
export function SidePanelIfOpen({ view, onView }: SidePanelIfOpenProps) {
  const { isOpen, isSheet } = usePanel()
  if (!isOpen) return null
  return (
    <Suspense fallback={!isSheet && <div className="w-58 shrink-0 border-line border-r" />}>
      <SidePanel view={view} onView={onView} />
    </Suspense>
  )
}
