import { Copy, Download, Eye, EyeOff, Link as LinkIcon, Trash2, X } from 'lucide-react'
import { messages } from '../../lib/messages/catalogue.ts'
import { copySized } from '../../lib/messages/copy-sized.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { Act, Acts } from './selection/use-acts.ts'

interface ActionBarProps {
  count: number
  /** Part of it belongs to another view. */
  isElsewhere: boolean
  acts: Acts
  onClear: () => void
  /** `null`: there is nothing more to leave out. */
  onShowOnly: (() => void) | null
  /** Only the selected images are shown. */
  isShowingOnly: boolean
}

/** Takes the top bar's place while something is selected. */
export function ActionBar(props: ActionBarProps) {
  const { count, acts, isShowingOnly } = props
  const words = messages.images
  const against = (act: Act) => {
    const reason = acts.reasonAgainst(act, count)
    return { disabled: reason !== undefined || acts.collecting !== null, title: reason }
  }
  const reason = acts.reasonAgainst('delete', count)
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
        {words.selected(count)}
        {props.isElsewhere && (
          <small className="ml-2 font-normal text-ink-soft text-xs">{words.selectedElsewhere}</small>
        )}
      </h1>
      {props.onShowOnly && (
        <Button intent="ghost" onClick={props.onShowOnly} aria-pressed={isShowingOnly}>
          {isShowingOnly ? (
            <EyeOff className="size-4" strokeWidth={1.5} aria-hidden />
          ) : (
            <Eye className="size-4" strokeWidth={1.5} aria-hidden />
          )}
          {isShowingOnly ? words.showEverything : words.showPicked}
        </Button>
      )}
      {(acts.collecting !== null || acts.error !== null || reason !== undefined) && (
        <p className="min-w-0 flex-1 text-ink-soft text-xs" role={acts.error !== null ? 'alert' : 'status'}>
          {acts.error !== null
            ? `${words.collectFailed} ${describeProblem(acts.error).sentence}`
            : acts.collecting !== null
              ? words.collecting(acts.collecting)
              : `${words.delete}: ${reason}`}
        </p>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button intent="ghost" {...against('copy')} onClick={() => acts.copy('selection', acts.copyKind)}>
          <Copy className="size-4" strokeWidth={1.5} aria-hidden />
          {words.copyAs[acts.copyKind]}
        </Button>
        <Button intent="ghost" {...against('link')} onClick={() => acts.makeLinks('selection')}>
          <LinkIcon className="size-4" strokeWidth={1.5} aria-hidden />
          {copySized.makeLinksShort}
        </Button>
        <Button intent="ghost" {...against('download')} onClick={() => acts.download('selection')}>
          <Download className="size-4" strokeWidth={1.5} aria-hidden />
          {words.download}
        </Button>
        <Button intent="danger-quiet" {...against('delete')} onClick={() => acts.delete('selection')}>
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
