import { ArrowDownToLine, Undo2, X } from 'lucide-react'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import type { DeskFilter, DeskSummary } from '../desk-rows.ts'

const words = uploadDesk

interface DeskToolbarProps {
  summary: DeskSummary
  filter: DeskFilter
  onFilter: (filter: DeskFilter) => void
  /** Of the selected rows. */
  selected: { count: number; leavable: number; returnable: number }
  onLeaveOut: () => void
  onPutBack: () => void
  onClearSelection: () => void
  onFill: () => void
  canUndo: boolean
  onUndo: () => void
}

/** Above the table: what is shown, and what can be done with the rows that are selected. */
export function DeskToolbar(props: DeskToolbarProps) {
  const { summary, selected } = props
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
      <Segmented
        label={words.filters.label}
        value={props.filter}
        onChange={props.onFilter}
        options={[
          { value: 'all', name: words.filters.all(summary.rows) },
          { value: 'decide', name: words.filters.decide(summary.decide) },
          { value: 'failed', name: words.filters.failed(summary.failed) },
        ]}
      />
      <Button size="sm" intent="ghost" title={words.fillDownHint} onClick={props.onFill}>
        <ArrowDownToLine className="size-4" strokeWidth={1.5} aria-hidden />
        <span className="max-sm:sr-only">{words.fillDown}</span>
      </Button>
      <IconButton
        icon={Undo2}
        label={words.undo}
        shortcut="Ctrl+Z"
        aria-disabled={!props.canUndo}
        className="aria-disabled:opacity-50"
        onClick={props.onUndo}
      />
      {selected.count > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="caption text-ink-soft">{words.selected(selected.count)}</span>
          {selected.leavable > 0 && (
            <Button size="sm" onClick={props.onLeaveOut}>
              {words.leaveOut(selected.leavable)}
            </Button>
          )}
          {selected.returnable > 0 && (
            <Button size="sm" onClick={props.onPutBack}>
              {words.putBack(selected.returnable)}
            </Button>
          )}
          <IconButton icon={X} label={words.clearSelection} onClick={props.onClearSelection} />
        </div>
      )}
    </div>
  )
}
