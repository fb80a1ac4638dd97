import { Copy, Download, Trash2, X } from 'lucide-react'
import { messages } from '../../lib/messages/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'

interface ActionBarProps {
  count: number
  /** Every image loaded is selected and there are more: say that they are not. */
  isOnlyLoaded: boolean
  onClear: () => void
  onCopy: () => void
  onDownload: () => void
  onDelete: () => void
}

/** Takes the top bar's place while something is selected. */
export function ActionBar(props: ActionBarProps) {
  const words = messages.images
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-4 py-2">
      <IconButton
        icon={X}
        label={words.clearSelection}
        shortcut="Esc"
        onClick={props.onClear}
        className="-ml-2"
      />
      <h1 className="font-medium text-lg">
        {words.selected(props.count)}
        {props.isOnlyLoaded && (
          <small className="ml-2 font-normal text-ink-soft text-xs">{words.selectedAllLoaded}</small>
        )}
      </h1>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button intent="ghost" onClick={props.onCopy}>
          <Copy className="size-4" strokeWidth={1.5} aria-hidden />
          {words.copyUrls(props.count)}
        </Button>
        <Button intent="ghost" onClick={props.onDownload}>
          <Download className="size-4" strokeWidth={1.5} aria-hidden />
          {words.download}
        </Button>
        <Button intent="danger-quiet" onClick={props.onDelete}>
          <Trash2 className="size-4" strokeWidth={1.5} aria-hidden />
          {words.delete}
          <span className="hidden sm:inline">
            <Kbd>Del</Kbd>
          </span>
        </Button>
      </div>
    </header>
  )
}
