// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import { type KeyboardEvent, useRef, useState } from 'react'
import { cx } from '../../../../lib/cx.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { MiddleCut } from '../../../../ui/middle-cut.tsx'

/** Where the focus goes when an edit is over: a row down, a cell on, a cell back, or nowhere else. */
export type AfterEdit = 'down' | 'next' | 'previous' | 'stay' | 'elsewhere'

interface DeskCellProps {
  colIndex: number
  /** What a screen reader says the field is. */
  label: string
  text: string
  /** Shown faintly when there is no text. */
  placeholder?: string
  isOwn: boolean
  isActive: boolean
  isReadOnly: boolean
  /** Why nothing can be typed here. */
  reason?: string
  isMono?: boolean
  isBad?: boolean
  /** `null`: not being edited; else what the editor begins with. */
  editing: string | null
  onDone: (text: string | null, after: AfterEdit) => void
}

/** One cell that can be edited in place. `onDone` with `null` leaves everything as it was. */
export function DeskCell(props: DeskCellProps) {
  const { colIndex, label, text, placeholder, isOwn, isActive, isReadOnly, reason, editing, onDone } = props
  return (
    <span
      role="gridcell"
      aria-colindex={colIndex + 1}
      data-col={colIndex}
      tabIndex={isActive ? 0 : -1}
      aria-readonly={isReadOnly}
      // Cut in the middle it is two pieces, and would be read as two.
      aria-label={props.isMono && text !== '' && editing === null ? text : undefined}
      title={reason ?? (isOwn ? uploadDesk.own : undefined)}
      className={cx(
        'relative flex h-full min-w-0 items-center border-line border-l px-2 focus-visible:-outline-offset-2 focus-visible:shadow-none',
        props.isMono ? 'caption' : 'text-sm',
        isReadOnly && 'text-ink-soft',
        props.isBad && 'text-danger',
      )}
    >
      {editing !== null ? (
        <Editor label={label} start={editing} {...(props.isMono && { isMono: true })} onDone={onDone} />
      ) : text === '' ? (
        <span className="truncate text-ink-faint">{placeholder}</span>
      ) : props.isMono ? (
        <MiddleCut text={text} />
      ) : (
        <span className="truncate">{text}</span>
      )}
      {isOwn && editing === null && (
        <i aria-hidden className="absolute top-0 right-0 size-1.5 bg-pencil outline outline-ink" />
      )}
    </span>
  )
}

interface EditorProps {
  label: string
  start: string
  isMono?: boolean
  onDone: (text: string | null, after: AfterEdit) => void
}

function Editor({ label, start, isMono, onDone }: EditorProps) {
  const [typed, setTyped] = useState(start)
  const isOver = useRef(false)
  /** Once: going away takes the focus too, and that is not another answer. */
  function done(text: string | null, after: AfterEdit) {
    if (isOver.current) return
    isOver.current = true
    onDone(text, after)
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    // The grid moves the focus with these keys, the dialog closes on Esc: not while somebody types.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') done(null, 'stay')
    else if (event.key === 'Enter') done(typed, 'down')
    else if (event.key === 'Tab') done(typed, event.shiftKey ? 'previous' : 'next')
    else return
    event.preventDefault()
    event.nativeEvent.stopImmediatePropagation()
  }
  return (
    <input
      data-own-escape
      aria-label={label}
      autoComplete="off"
      spellCheck={!isMono}
      maxLength={1024}
      ref={(element) => element?.focus()}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={press}
      onBlur={() => done(typed, 'elsewhere')}
      className={cx(
        'absolute inset-0 z-1 w-full border-2 border-ink bg-surface px-1.5 text-ink outline-2 outline-pencil',
        isMono && 'caption',
      )}
    />
  )
}
