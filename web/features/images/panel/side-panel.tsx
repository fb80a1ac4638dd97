import type { ReactNode } from 'react'
import { finding } from '../../../lib/messages/finding.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import type { View } from '../view.ts'
import { Facets } from './facets.tsx'
import { FolderTree } from './folder-tree.tsx'
import { SavedViewList } from './saved-view-list.tsx'
import { usePanel } from './use-panel.ts'

interface SidePanelProps {
  view: View
  onView: (view: View) => void
}

/** Ways into the library beside the search box: saved views, folders, what the present view holds. */
export function SidePanel({ view, onView }: SidePanelProps): ReactNode {
  const { isSheet, setOpen } = usePanel()
  const onQuery = (query: string) => onView({ ...view, query })
  const content = (
    <div className="flex flex-col gap-5 px-2 py-4">
      <SavedViewList view={view} onView={onView} />
      <FolderTree query={view.query} onQuery={onQuery} />
      <Facets query={view.query} onQuery={onQuery} />
    </div>
  )
  return isSheet ? (
    <Sheet title={finding.panel} onClose={() => setOpen(false)}>
      {content}
    </Sheet>
  ) : (
    <aside aria-label={finding.panel} className="w-58 shrink-0 overflow-y-auto border-line border-r">
      {content}
    </aside>
  )
}
