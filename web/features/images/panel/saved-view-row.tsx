import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { SavedView } from '#contract/library.ts'
import { editSavedView, savedViewQueries } from '../../../api/saved-views.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { PanelCount } from './panel-count.tsx'
import { panelLine } from './panel-look.ts'
import { ViewNameForm } from './view-name-form.tsx'

interface SavedViewRowProps {
  saved: SavedView
  isCurrent: boolean
  /** The view on screen, which may take this one's place. */
  present: { query: string; sort: string }
  onOpen: () => void
  onDelete: () => void
}

/** One saved view: opens it, and has a menu for the rest. */
export function SavedViewRow({ saved, isCurrent, present, onOpen, onDelete }: SavedViewRowProps) {
  const client = useQueryClient()
  const [isRenaming, setRenaming] = useState(false)
  const edit = useMutation({
    mutationFn: (change: Parameters<typeof editSavedView>[1]) => editSavedView(saved.id, change),
    onSuccess: () => setRenaming(false),
    onSettled: () => void client.invalidateQueries({ queryKey: savedViewQueries.all() }),
  })
  if (isRenaming) {
    return (
      <li>
        <ViewNameForm
          name={saved.name}
          error={edit.error}
          isBusy={edit.isPending}
          onSave={(name) => edit.mutate({ name })}
          onCancel={() => {
            edit.reset()
            setRenaming(false)
          }}
        />
      </li>
    )
  }
  return (
    <li>
      <div className="group flex items-center">
        <button
          type="button"
          aria-current={isCurrent || undefined}
          title={saved.query}
          onClick={onOpen}
          className={panelLine(isCurrent)}
        >
          <span className="min-w-0 flex-1 truncate">{saved.name}</span>
          {saved.count !== null && <PanelCount count={saved.count} />}
        </button>
        <Menu
          trigger={
            <IconButton
              icon={Ellipsis}
              label={finding.viewActions(saved.name)}
              className="size-7 opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 data-[state=open]:opacity-100"
            />
          }
          items={[
            { label: finding.rename, onSelect: () => setRenaming(true) },
            ...(isCurrent ? [] : [{ label: finding.replaceView, onSelect: () => edit.mutate(present) }]),
            'separator',
            { label: finding.deleteView, destructive: true, onSelect: onDelete },
          ]}
        />
      </div>
      {edit.error && (
        <p role="alert" className="px-2 text-danger text-xs">
          {describeProblem(edit.error).body}
        </p>
      )}
    </li>
  )
}
