import { Search, X } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useId, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../../../lib/cx.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { chipsOf, commit, type Draft, draftOf, editChip, removeChip, typeText } from './draft.ts'
import { SearchChip } from './search-chip.tsx'
import type { MenuHandle } from './search-menu.tsx'
import { type QueryChange, useSearchDraft } from './use-search-draft.ts'
import { useSlashKey } from './use-slash-key.ts'

// Loaded when somebody comes to type. Help that does not arrive must not take the search away: it stays out instead.
const loadMenu = () =>
  import('./search-menu.tsx').then(
    (module) => ({ default: module.SearchMenu }),
    () => ({ default: () => null }),
  )
const SearchMenu = lazy(loadMenu)
const SearchFaults = lazy(() =>
  import('./search-faults.tsx').then(
    (module) => ({ default: module.SearchFaults }),
    () => ({ default: () => null }),
  ),
)

interface SearchBoxProps {
  /** The text of the view in the address. */
  query: string
  onQuery: QueryChange
  /** Enter with nothing left to finish: on to what was found. */
  onLeave: () => void
}

/** Words and terms in one line: finished ones are chips, to be edited in place or removed; what is typed is suggested. */
export function SearchBox({ query, onQuery, onLeave }: SearchBoxProps) {
  const words = messages.search
  const { draft, caret, setCaret, change } = useSearchDraft(query, onQuery)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [activeId, setActiveId] = useState<string | null>(null)
  const [optionCount, setOptionCount] = useState(0)
  /** The arrow was pressed before there was a line to go to: the first one that comes. */
  const [wantsLine, setWantsLine] = useState(false)
  /** Where the caret goes once the text has changed; `null` leaves it alone. */
  const [caretWish, setCaretWish] = useState<{ at: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const menu = useRef<MenuHandle>(null)
  const menuId = useId()
  const faultsId = useId()
  const chips = chipsOf(draft)
  const isEmpty = chips.length === 0 && draft.text === ''
  useSlashKey(input)

  useLayoutEffect(() => {
    if (caretWish === null) return
    input.current?.focus()
    input.current?.setSelectionRange(caretWish.at, caretWish.at)
  }, [caretWish])

  function put(next: Draft, at = next.text.length, finished = false) {
    change(next, at, finished)
    setCaretWish({ at })
  }
  function edit(index: number) {
    setMenuOpen(false)
    put(editChip(draft, index))
  }
  function remove(index: number) {
    put(removeChip(draft, index), caret)
  }
  function finish() {
    setMenuOpen(false)
    change(commit(draft), 0, true)
  }
  function leave() {
    setMenuOpen(false)
    input.current?.blur()
    onLeave()
  }
  function clear() {
    setMenuOpen(false)
    put(draftOf(''), 0, true)
  }
  function focusChip(index: number) {
    const chip = box.current?.querySelectorAll<HTMLElement>('[data-chip]')[index]
    if (chip) chip.focus()
    else setCaretWish({ at: index < 0 ? 0 : draft.text.length })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (isMenuOpen && menu.current?.onKey(event.key)) return event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    const isAtStart = selectionStart === 0 && selectionEnd === 0
    const isAtEnd = selectionStart === draft.text.length && selectionEnd === draft.text.length
    const before = draft.before.length
    if (event.key === 'Enter' && draft.text === '') leave()
    else if (event.key === 'Enter') finish()
    else if (event.key === 'ArrowDown') {
      setMenuOpen(true)
      setWantsLine(true)
    } else if (event.key === 'Escape') stepBack()
    else if (event.key === 'Backspace' && isAtStart && before > 0) edit(before - 1)
    else if (event.key === 'ArrowLeft' && isAtStart && before > 0) focusChip(before - 1)
    else if (event.key === 'ArrowRight' && isAtEnd && draft.after.length > 0) focusChip(before)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Esc: first the menu, then the text, then the whole search, then the box. */
  function stepBack() {
    if (isMenuOpen) setMenuOpen(false)
    else if (draft.text !== '') put({ ...draft, text: '' }, 0, true)
    else if (!isEmpty) clear()
    else input.current?.blur()
  }

  function onChipKey(event: KeyboardEvent, index: number) {
    const before = draft.before.length
    if (event.key === 'Delete' || event.key === 'Backspace') remove(index)
    else if (event.key === 'F2') edit(index)
    else if (event.key === 'Escape') setCaretWish({ at: draft.text.length })
    else if (event.key === 'ArrowLeft') {
      if (index === before) setCaretWish({ at: draft.text.length })
      else focusChip(Math.max(0, index - 1))
    } else if (event.key === 'ArrowRight') {
      if (index === before - 1) setCaretWish({ at: 0 })
      else focusChip(Math.min(chips.length - 1, index + 1))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const chip = (text: string, index: number) => (
    <SearchChip
      // Terms may repeat; their place is who they are.
      key={`${index} ${text}`}
      text={text}
      onEdit={() => edit(index)}
      onRemove={() => remove(index)}
      onKeyDown={(event) => onChipKey(event, index)}
    />
  )

  return (
    <search className="relative flex min-w-0 flex-1 flex-col gap-1 md:max-w-3xl">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only lends its space to the input; the input is the control */}
      <div
        ref={box}
        className="flex min-h-9 min-w-0 items-center gap-1.5 rounded-sm border border-line-control bg-surface pr-0.5 pl-2.5 focus-within:border-ink"
        onPointerDown={(event) => {
          if (event.target instanceof HTMLElement && event.target.closest('button, input') === null) {
            event.preventDefault()
            setCaretWish({ at: draft.text.length })
          }
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) finish()
        }}
      >
        <Search className="size-4 shrink-0 text-ink-soft" strokeWidth={1.5} aria-hidden />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are parts of one text */}
        <div
          role="group"
          aria-label={words.terms}
          className="flex max-h-24 min-w-0 flex-1 flex-wrap items-center gap-1 overflow-y-auto py-1 md:flex-nowrap md:overflow-x-auto md:overflow-y-hidden md:[scrollbar-width:none]"
        >
          {draft.before.map(chip)}
          <input
            key="input"
            ref={input}
            type="text"
            role="combobox"
            aria-label={words.label}
            aria-expanded={isMenuOpen && optionCount > 0}
            aria-controls={isMenuOpen && optionCount > 0 ? menuId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={activeId ?? undefined}
            aria-describedby={faultsId}
            placeholder={isEmpty ? words.placeholder : undefined}
            value={draft.text}
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => {
              const { value, selectionStart } = event.target
              const isAtEnd = selectionStart === value.length
              const next = isAtEnd ? typeText(draft, value) : { ...draft, text: value }
              change(next, next.text === value ? (selectionStart ?? value.length) : 0)
              setMenuOpen(true)
              setWantsLine(false)
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onFocus={() => void loadMenu()}
            onClick={() => setMenuOpen(true)}
            onKeyDown={onKeyDown}
            className={cx(
              'h-6 min-w-16 max-w-full bg-transparent text-sm outline-none focus-visible:shadow-none focus-visible:outline-none',
              draft.after.length === 0 ? 'flex-1' : 'field-sizing-content',
            )}
          />
          {draft.after.map((text, index) => chip(text, draft.before.length + index))}
        </div>
        {isEmpty ? (
          <span className="mr-1.5 hidden md:block">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <IconButton
            icon={X}
            label={words.clear}
            className="size-7 self-start md:self-center"
            onClick={clear}
          />
        )}
      </div>
      <Suspense>
        {isMenuOpen && (
          <SearchMenu
            ref={menu}
            id={menuId}
            text={draft.text}
            caret={caret}
            wantsLine={wantsLine}
            onChoose={(text, at) => {
              setWantsLine(false)
              const next = typeText(draft, text)
              put(next, next.text === text ? at : 0)
            }}
            onActive={setActiveId}
            onCount={setOptionCount}
          />
        )}
        {!isEmpty && <SearchFaults id={faultsId} draft={draft} caret={isMenuOpen ? caret : null} />}
      </Suspense>
    </search>
  )
}
