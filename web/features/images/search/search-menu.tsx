import { useQueries } from '@tanstack/react-query'
import { type Ref, useEffect, useImperativeHandle, useState } from 'react'
import { findingQueries } from '../../../api/finding.ts'
import { cx } from '../../../lib/cx.ts'
import { formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { choose, type Question, questionsFor, type Suggestion, suggest } from './suggest.ts'
import { typingAt } from './term-at.ts'

export interface MenuHandle {
  /** `true` when the key was the menu's. */
  onKey(key: string): boolean
}

interface SearchMenuProps {
  ref: Ref<MenuHandle>
  id: string
  text: string
  caret: number
  /** The first line is the active one as soon as there is one. */
  wantsLine: boolean
  onChoose: (text: string, caret: number) => void
  onActive: (optionId: string | null) => void
  /** How many lines there are to choose from. */
  onCount: (count: number) => void
}

/** A value is asked for when the typing has paused this long. */
const ASK_PAUSE_MS = 120

/** Fields, and the library's own values with their counts, for what is being typed. The focus stays in the input. */
export function SearchMenu({
  ref,
  id,
  text,
  caret,
  wantsLine,
  onChoose,
  onActive,
  onCount,
}: SearchMenuProps) {
  const typing = typingAt(text, caret)
  const wanted = questionsFor(typing)
  const questions = usePaused(wanted, ASK_PAUSE_MS)
  const answers = useQueries({
    queries: questions.map(({ field, prefix }) => findingQueries.suggestions(field, prefix)),
  })
  const isError = answers.some((answer) => answer.isError)
  const isOfThese = fieldsOf(wanted) === fieldsOf(questions)
  const lines = suggest(typing, isOfThese ? answers.map(({ data }) => data?.values ?? []) : [])
  const [active, setActive] = useState<Suggestion['insert'] | null>(null)
  const found = lines.findIndex(({ insert }) => insert === active)
  const index = found < 0 && wantsLine ? Math.min(0, lines.length - 1) : found
  const optionId = (at: number) => `${id}-${at}`

  useEffect(() => onActive(index < 0 ? null : `${id}-${index}`), [id, index, onActive])
  useEffect(() => onCount(lines.length), [lines.length, onCount])
  useEffect(
    () => () => {
      onActive(null)
      onCount(0)
    },
    [onActive, onCount],
  )

  function take(line: Suggestion) {
    const next = choose(text, typing, line)
    setActive(null)
    onChoose(next.text, next.caret)
  }

  useImperativeHandle(ref, () => ({
    onKey(key) {
      const line = lines[index]
      if (lines.length === 0) return false
      if (key === 'Enter' && line) take(line)
      else if (key === 'ArrowDown') setActive(lines[(index + 1) % lines.length]?.insert ?? null)
      else if (key === 'ArrowUp') setActive(lines.at(index < 0 ? -1 : index - 1)?.insert ?? null)
      else return false
      return true
    },
  }))

  if (lines.length === 0 && !isError) return null
  return (
    <div className="absolute inset-x-0 top-full z-50 mt-1 max-h-[min(24rem,60vh)] animate-appear overflow-y-auto rounded-md border border-line-strong bg-surface p-1">
      <div role="listbox" id={id} aria-label={finding.suggestions}>
        {lines.map((line, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input
          <div
            key={line.insert}
            id={optionId(at)}
            role="option"
            aria-selected={at === index}
            ref={at === index ? (option) => option?.scrollIntoView({ block: 'nearest' }) : null}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(line)}
            className={cx(
              'flex min-h-8 items-baseline gap-3 rounded-sm px-2 py-1.5 text-sm hover:bg-hover',
              at === index && 'bg-hover outline outline-ink',
            )}
          >
            <span className="min-w-0 truncate whitespace-pre font-medium">{line.label}</span>
            <span className="min-w-0 flex-1 truncate text-ink-soft text-xs">{line.hint}</span>
            {line.count !== null && <span className="caption text-ink-soft">{formatNumber(line.count)}</span>}
          </div>
        ))}
      </div>
      {isError && <p className="px-2 py-1.5 text-ink-soft text-xs">{finding.suggestionsFailed}</p>}
      <p role="status" className="sr-only">
        {finding.suggestionCount(lines.length)}
      </p>
    </div>
  )
}

/** The questions once they have stayed the same for a moment; at once when they are of other fields. */
function usePaused(questions: readonly Question[], pauseMs: number): readonly Question[] {
  const [paused, setPaused] = useState(questions)
  const isSame = fieldsOf(questions) === fieldsOf(paused) && questions[0]?.prefix === paused[0]?.prefix
  if (fieldsOf(questions) !== fieldsOf(paused)) setPaused(questions)
  useEffect(() => {
    if (isSame) return
    const timer = setTimeout(() => setPaused(questions), pauseMs)
    return () => clearTimeout(timer)
  })
  return paused
}

function fieldsOf(questions: readonly Question[]): string {
  return questions.map(({ field }) => field).join(' ')
}
