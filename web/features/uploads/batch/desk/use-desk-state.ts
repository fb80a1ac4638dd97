import { useCallback, useReducer, useRef, useState } from 'react'
import type { UploadItem } from '../../upload-item.ts'
import { LEADING } from './desk-row.tsx'

/** What somebody does in the table at the moment. */
export interface DeskState {
  /** The cell with the focus; the first row when its key is in sight no more. */
  active: { key: string; column: number }
  setActive: (active: { key: string; column: number }) => void
  /** What the editor in the active cell began with; `null` while nothing is edited. */
  editing: string | null
  setEditing: (start: string | null) => void
  selection: ReadonlySet<string>
  select: (rows: readonly UploadItem[], key: string, how: 'toggle' | 'range') => void
  /** All rows, or none when all are selected already. */
  selectAll: (rows: readonly UploadItem[]) => void
  clearSelection: () => void
  /** Something outside React changed. */
  repaint: () => void
}

export function useDeskState(): DeskState {
  const [active, setActive] = useState({ key: '', column: LEADING })
  const [editing, setEditing] = useState<string | null>(null)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [, repaint] = useReducer((count: number) => count + 1, 0)
  /** Where a range begins. */
  const anchor = useRef<string | null>(null)

  const select = useCallback((rows: readonly UploadItem[], key: string, how: 'toggle' | 'range') => {
    setSelection((before) => {
      const next = new Set(before)
      const from = rows.findIndex((row) => row.key === anchor.current)
      const to = rows.findIndex((row) => row.key === key)
      if (how === 'range' && from !== -1 && to !== -1) {
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.key)
      } else if (!next.delete(key)) next.add(key)
      return next
    })
    if (how === 'toggle') anchor.current = key
  }, [])
  const selectAll = useCallback((rows: readonly UploadItem[]) => {
    setSelection((before) =>
      rows.every(({ key }) => before.has(key)) ? new Set() : new Set(rows.map(({ key }) => key)),
    )
  }, [])
  const clearSelection = useCallback(() => setSelection(new Set()), [])
  return { active, setActive, editing, setEditing, selection, select, selectAll, clearSelection, repaint }
}
