import { useQueries } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { parseView } from '#contract/views/parse-view.ts'
import { findingQueries } from '../../../api/finding.ts'
import { cx } from '../../../lib/cx.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { isChosen, toggleChoice } from '../search/edit-terms.ts'
import { PanelCount } from './panel-count.tsx'
import { PanelFailure } from './panel-failure.tsx'
import { panelHeading, panelLine } from './panel-look.ts'
import { ancestorsOf, moveInTree, type TreeRow, visibleRows } from './tree-rows.ts'

/** Lines before somebody asks for all: a flat library of ten thousand folders must not stand in the page at once. */
const FIRST_ROWS = 200

interface FolderTreeProps {
  query: string
  onQuery: (query: string) => void
}

/** The folders of the library, loaded level by level as they are opened. */
export function FolderTree({ query, onQuery }: FolderTreeProps) {
  const chosen = chosenFolder(query)
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(ancestorsOf(chosen ?? '')))
  const [focused, setFocused] = useState<string | null>(null)
  const [isLong, setLong] = useState(false)
  const tree = useRef<HTMLDivElement>(null)

  const parents = ['', ...opened]
  const answers = useQueries({
    queries: parents.map((parent) => findingQueries.folders(parent)),
  })
  const childrenOf = (parent: string) => answers[parents.indexOf(parent)]?.data?.folders
  const all = visibleRows(childrenOf, opened)
  const rows = isLong ? all : all.slice(0, FIRST_ROWS)
  const top = answers[0]
  const failed = answers.find(({ isError }) => isError)
  /** The one line that Tab reaches. */
  const tabStop = [focused, chosen].find((path) => rows.some((row) => row.path === path)) ?? rows[0]?.path

  function setOpen(path: string, isOpen: boolean) {
    const next = new Set(opened)
    if (isOpen) next.add(path)
    else next.delete(path)
    setOpened(next)
  }

  function onKeyDown(event: KeyboardEvent, { path }: TreeRow) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') choose(path)
    else {
      const move = moveInTree(rows, path, event.key)
      // A letter that finds nothing is nobody else's either, save `/` and `?`, which belong to the page.
      if (move === null && !/^(Arrow|Home|End)/.test(event.key)) return
      if (move !== null && 'focus' in move) focusRow(move.focus)
      else if (move !== null && 'open' in move) setOpen(move.open, true)
      else if (move !== null) setOpen(move.close, false)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  function focusRow(path: string) {
    setFocused(path)
    const at = rows.findIndex((row) => row.path === path)
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[at]?.focus()
  }

  function choose(path: string) {
    onQuery(toggleChoice(query, { kind: 'folder', path }))
  }

  if (top?.isPending) return <Skeleton className="mx-2 h-24" />
  const directCount = top?.data?.directCount ?? 0
  const isRootChosen = isChosen(query, { kind: 'folder', path: '' })
  return (
    <section aria-label={finding.folders}>
      <h2 className={panelHeading}>{finding.folders}</h2>
      {failed && <PanelFailure onRetry={() => void failed.refetch()} />}
      {rows.length > 0 && (
        <div role="tree" ref={tree} aria-label={finding.folders}>
          {rows.map((row) => (
            <div
              key={row.path}
              role="treeitem"
              tabIndex={row.path === tabStop ? 0 : -1}
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-expanded={row.hasFolders ? row.isOpen : undefined}
              aria-selected={row.path === chosen}
              title={row.path}
              onFocus={() => setFocused(row.path)}
              onClick={() => choose(row.path)}
              onKeyDown={(event) => onKeyDown(event, row)}
              className={cx(panelLine(row.path === chosen), 'cursor-pointer gap-1 pl-0')}
              style={{ paddingInlineStart: `${(row.level - 1) * 14}px` }}
            >
              <Twisty row={row} onToggle={() => setOpen(row.path, !row.isOpen)} />
              <span className="min-w-0 flex-1 truncate">{row.name}</span>
              <PanelCount count={row.count} />
            </div>
          ))}
        </div>
      )}
      {top?.data && all.length === 0 && <p className="px-2 text-ink-soft text-xs">{finding.noFolders}</p>}
      {all.length > rows.length && (
        <button
          type="button"
          onClick={() => setLong(true)}
          className="min-h-7 rounded-sm px-2.5 text-ink-soft text-xs underline underline-offset-2 hover:text-ink"
        >
          {finding.showAll(all.length)}
        </button>
      )}
      {all.length > 0 && (directCount > 0 || isRootChosen) && (
        <button
          type="button"
          aria-pressed={isRootChosen}
          onClick={() => choose('')}
          className={cx(panelLine(isRootChosen), 'gap-1 pl-0 text-ink-soft')}
        >
          <span className="size-6 shrink-0" />
          <span className="min-w-0 flex-1 truncate">{finding.noFolder}</span>
          <PanelCount count={directCount} />
        </button>
      )}
    </section>
  )
}

/** For the mouse; the keyboard has its arrows, so screen readers need not hear of it. */
function Twisty({ row, onToggle }: { row: TreeRow; onToggle: () => void }) {
  if (!row.hasFolders) return <span className="size-6 shrink-0" />
  const Icon = row.isOpen ? ChevronDown : ChevronRight
  return (
    <span
      aria-hidden
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
      className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
    >
      <Icon className="size-3.5" strokeWidth={1.5} />
    </span>
  )
}

function chosenFolder(query: string): string | null {
  for (const term of parseView(query).view.terms) {
    if (term.kind === 'folder' && !term.negated) return term.path
  }
  return null
}
