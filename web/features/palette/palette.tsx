// biome-ignore-all lint/a11y/useSemanticElements: a list that is moved through from its text field cannot be a <select>
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { cx } from '../../lib/cx.ts'
import { formatDate } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { palette as words } from '../../lib/messages/palette.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { groupEntries, matchEntries, type PaletteEntry } from './entries.ts'
import { useFoundImages } from './use-found-images.ts'

interface PaletteProps {
  /** Pages, views and actions of this moment. */
  entries: readonly PaletteEntry[]
  onOpenImage: (image: LibraryImage) => void
  onClose: () => void
}

interface Shown extends PaletteEntry {
  image?: LibraryImage
}

/** Everything by typing a part of its name: pages, saved views, actions and images. */
export function Palette({ entries, onOpenImage, onClose }: PaletteProps) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const { images, isLoading, error } = useFoundImages(typed)
  const found: Shown[] = images.map((image) => ({
    id: `image ${image.id}`,
    label: imageName(image),
    group: words.images,
    hint: formatDate(image.uploadedAt),
    run: () => onOpenImage(image),
    image,
  }))
  const shown: Shown[] = [...matchEntries(entries, typed), ...found]
  const groups = groupEntries(shown)
  const ordered = groups.flatMap((group) => group.entries.map(({ entry }) => entry))
  const at = Math.min(active, ordered.length - 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active entry is another element after each move
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function run(entry: PaletteEntry | undefined) {
    if (entry === undefined) return
    onClose()
    entry.run()
  }
  function pressKey(event: KeyboardEvent) {
    const last = Math.max(0, ordered.length - 1)
    const next = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key]
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter') run(ordered[at])
    else return
    event.preventDefault()
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={words.title} initialFocus={input}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        aria-label={words.title}
        placeholder={words.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={pressKey}
        className="sticky top-0 z-1 mb-2 h-10 w-full rounded-sm border border-line-control bg-surface px-3 text-base"
      />
      <div ref={list} id={listId} role="listbox" aria-label={words.title} className="pb-4">
        {groups.map(({ group, entries: members }) => (
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden className="px-2 pt-2 pb-1 text-ink-soft text-xs">
              {group}
            </p>
            {members.map(({ entry, index }) => (
              <Option
                key={entry.id}
                id={`${listId}-${index}`}
                entry={entry}
                isActive={index === at}
                onPoint={() => setActive(index)}
                onRun={() => run(entry)}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={cx('px-2 pb-4 text-ink-soft text-sm', ordered.length > 0 && 'sr-only')}>
        {error !== null
          ? describeProblem(error).sentence
          : isLoading
            ? messages.common.loading
            : words.found(ordered.length)}
      </p>
    </Dialog>
  )
}

interface OptionProps {
  id: string
  entry: Shown
  isActive: boolean
  onPoint: () => void
  onRun: () => void
}

function Option({ id, entry, isActive, onPoint, onRun }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onRun}
      className={cx(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-2 py-1 text-sm',
        isActive && 'bg-hover shadow-[inset_3px_0_0_var(--pencil)]',
      )}
    >
      {entry.image && !entry.image.draft && (
        <img
          src={thumbnailPath(entry.image, 160)}
          alt=""
          className="size-8 shrink-0 bg-well object-contain"
        />
      )}
      <span className={cx('min-w-0 flex-1 truncate', entry.image && 'caption')}>{entry.label}</span>
      {entry.hint && <span className="caption shrink-0 text-ink-soft">{entry.hint}</span>}
    </div>
  )
}
