import { useMemo, useState, useSyncExternalStore } from 'react'
import { uploadDesk } from '../../../lib/messages/upload-desk.ts'
import { Button } from '../../../ui/button.tsx'
import { LargeDialog } from '../../../ui/large-dialog.tsx'
import { OffersBar } from '../offers/offers-bar.tsx'
import type { UploadsSnapshot } from '../queue/empty-snapshot.ts'
import type { UploadItem } from '../upload-item.ts'
import { setDeskOpen, useUploads, withQueue } from '../uploads-store.ts'
import { batchFiles, defaultsFollowed, editFiles, leaveOut, putBack, undoEdit } from './batch.ts'
import { useBatchSettings } from './batch-settings.ts'
import { columnsWith, NAMED_FIELDS, OFFERED_FIELDS } from './columns.ts'
import { DefaultsPane } from './defaults/defaults-pane.tsx'
import { LEADING } from './desk/desk-row.tsx'
import { DeskTable } from './desk/desk-table.tsx'
import { DeskToolbar } from './desk/desk-toolbar.tsx'
import { filledDown } from './desk/fill-down.ts'
import { TakenNotice } from './desk/taken-notice.tsx'
import { useDeskState } from './desk/use-desk-state.ts'
import { type DeskFilter, isEditable, isLeftOut, rowsOf, summarise } from './desk-rows.ts'

const words = uploadDesk
/** By the table itself: its button sends, its notice frees ids. */
const DECIDED_HERE = ['review', 'id_taken'] as const

/** The upload desk: everything that is listed as a table, beside what all of it is sent with. */
export function UploadDesk() {
  const { items, counts } = useUploads()
  const { defaults } = useBatchSettings()
  const desk = useDeskState()
  const [filter, setFilter] = useState<DeskFilter>('all')
  const [shownFields, setShownFields] = useState<readonly string[]>([])
  const [said, setSaid] = useState('')
  const [isSending, setIsSending] = useState(false)
  const isWide = useIsWide()
  const summary = useMemo(() => summarise(items), [items])
  const rows = useMemo(() => rowsOf(items, filter, (key) => batchFiles.orderOf(key)), [items, filter])
  const columns = useMemo(() => columnsWith(shownFields), [shownFields])
  const selected = items.filter(({ key }) => desk.selection.has(key))
  const leavable = selected.filter((item) => isEditable(item) && !isLeftOut(item))
  const returnable = selected.filter(isLeftOut)
  const offered = useMemo(
    () => offeredFields(Object.keys(defaults.metadata), items),
    [defaults.metadata, items],
  )

  function fill() {
    const from = rows.find(({ key }) => key === desk.active.key) ?? rows[0]
    const column = columns[desk.active.column - LEADING]
    if (from === undefined || column === undefined) return setSaid(words.fillWhat)
    const changes = filledDown(rows, from, column, desk.selection)
    if (changes.size > 0) editFiles(changes)
    desk.repaint()
    setSaid(changes.size === 0 ? words.noFill : words.filled(changes.size))
  }

  function undo() {
    if (!batchFiles.canUndo) return
    undoEdit()
    desk.repaint()
    setSaid(words.undone)
  }

  async function send() {
    if (isSending || summary.sendable.length === 0) return
    setIsSending(true)
    try {
      // What was typed last counts for all of them.
      await defaultsFollowed()
      withQueue((queue) => queue.decide(summary.sendable, { kind: 'send' }))
      setSaid(words.sent(summary.sendable.length))
    } finally {
      setIsSending(false)
    }
  }

  return (
    <LargeDialog
      onClose={() => setDeskOpen(false)}
      title={words.title}
      description={words.description(summary.rows, summary.openBytes)}
      footer={
        <>
          <p className="min-w-0 flex-1 basis-40 text-ink-soft text-sm" role="status">
            {said || idleText(summary.sendable.length, summary.decide, counts)}
          </p>
          <Button
            intent="primary"
            busy={isSending}
            aria-disabled={summary.sendable.length === 0}
            onClick={() => void send()}
          >
            {words.send(summary.sendable.length)}
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row-reverse">
        {isWide ? (
          <aside
            aria-label={words.defaults.title}
            className="w-76 shrink-0 overflow-y-auto border-line border-l 2xl:w-84"
          >
            <div className="px-4 pt-4">
              <h3 className="font-medium text-base">{words.defaults.title}</h3>
              <p className="mt-0.5 text-ink-soft text-xs">{words.defaults.note}</p>
            </div>
            <DefaultsPane items={items} />
          </aside>
        ) : (
          <details className="max-h-[60%] shrink-0 overflow-y-auto border-line border-b">
            <summary className="cursor-pointer select-none px-4 py-2.5 font-medium">
              {words.defaults.title}
            </summary>
            <DefaultsPane items={items} />
          </details>
        )}
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <DeskToolbar
            summary={summary}
            filter={filter}
            onFilter={setFilter}
            selected={{ count: selected.length, leavable: leavable.length, returnable: returnable.length }}
            onLeaveOut={() => leaveOut(leavable.map(({ key }) => key))}
            onPutBack={() => putBack(returnable.map(({ key }) => key))}
            onClearSelection={desk.clearSelection}
            onFill={fill}
            canUndo={batchFiles.canUndo}
            onUndo={undo}
          />
          <OffersBar items={items} isChecking={counts.checking > 0} without={DECIDED_HERE} />
          {summary.taken.length > 0 && <TakenNotice keys={summary.taken} onDone={setSaid} />}
          {rows.length === 0 ? (
            <p className="p-6 text-ink-soft">{filter === 'all' ? words.empty : words.noMatch[filter]}</p>
          ) : (
            <DeskTable
              rows={rows}
              columns={columns}
              offered={offered.map((field) => ({ field, isShown: shownFields.includes(field) }))}
              onToggleField={(field) =>
                setShownFields((before) =>
                  before.includes(field) ? before.filter((one) => one !== field) : [...before, field],
                )
              }
              desk={desk}
              onFill={fill}
              onUndo={undo}
            />
          )}
        </div>
      </div>
    </LargeDialog>
  )
}

/** Room for the defaults beside the table. */
const WIDE = '(min-width: 64rem)'

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(WIDE).matches,
  )
}

/** Metadata fields that may have a column of their own: the usual ones, and what the files have. */
function offeredFields(ofDefaults: readonly string[], items: readonly UploadItem[]): string[] {
  const fields = new Set<string>([...OFFERED_FIELDS, ...ofDefaults])
  for (const { fields: own } of items) for (const field in own.metadata) fields.add(field)
  for (const named of NAMED_FIELDS) fields.delete(named)
  return [...fields]
}

function idleText(sendable: number, decide: number, counts: UploadsSnapshot['counts']): string {
  if (sendable > 0) return ''
  if (decide > 0) return words.nothingToSend.decide
  const moving = counts.waiting + counts.checking + counts.sending + counts.asking
  return moving > 0 ? words.nothingToSend.moving : words.nothingToSend.none
}
