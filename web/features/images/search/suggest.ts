import type { ValueCount } from '#contract/library.ts'
import { printValue } from '#contract/views/print-view.ts'
import { ORIENTATIONS, PICTURE_TYPES } from '#contract/views/view.ts'
import { finding } from '../../../lib/messages/finding.ts'
import type { Typing } from './term-at.ts'

/** One line of the menu. */
export interface Suggestion {
  /** What takes the place of the part that is typed. */
  insert: string
  label: string
  hint: string
  /** Images of the library that have it; `null` for what is not counted. */
  count: number | null
  /** Choosing it finishes the term. */
  finishes: boolean
}

const CLOSED: Record<string, readonly string[]> = {
  type: PICTURE_TYPES,
  orientation: ORIENTATIONS,
  private: ['yes', 'no'],
  draft: ['yes', 'no'],
  duplicate: ['bytes', 'look'],
  width: ['800', '1600', '2000', '4000'],
  height: ['800', '1600', '2000', '4000'],
  size: ['100kb', '500kb', '1mb', '5mb'],
}
/** Fields whose values the library is asked for. */
const ASKED = /^(?:creator|folder|type|orientation|has|meta\..+)$/i
const MOST = 12

/** Where a word may be a value: what people name first when they look for something. */
const GUESSED = ['creator', 'folder']
const GUESSES_PER_FIELD = 3
const SHORTEST_GUESS = 2

export interface Question {
  field: string
  prefix: string
}

/** What to ask the library for, where somebody types; nothing where it has nothing to say. */
export function questionsFor({ part, field, typed }: Typing): readonly Question[] {
  if (part === 'value') return ASKED.test(field) ? [{ field, prefix: typed }] : []
  if (/^meta\./i.test(typed)) return [{ field: 'has', prefix: typed.slice('meta.'.length) }]
  if (typed.length < SHORTEST_GUESS || !/^[\p{L}\p{N}]/u.test(typed)) return []
  return GUESSED.map((guess) => ({ field: guess, prefix: typed }))
}

/**
 * The lines of the menu, best first.
 * @param known the library's values for each of {@link questionsFor}; may be of a shorter prefix than what is typed now
 */
export function suggest(
  typing: Typing,
  known: readonly (readonly ValueCount[])[],
  now = new Date(),
): Suggestion[] {
  const lines = typing.part === 'field' ? fieldLines(typing, known) : valueLines(typing, known[0] ?? [], now)
  return lines.slice(0, MOST)
}

/** The text after a choice, and where the caret stands in it. */
export function choose(
  text: string,
  { start, end }: Typing,
  { insert, finishes }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(end)
  const space = finishes && !/^[\s,]/.test(rest) ? ' ' : ''
  return { text: text.slice(0, start) + insert + space + rest, caret: start + insert.length + space.length }
}

function fieldLines({ typed }: Typing, known: readonly (readonly ValueCount[])[]): Suggestion[] {
  const wanted = typed.toLowerCase()
  if (wanted.startsWith('meta.')) {
    return matching(known[0] ?? [], typed.slice('meta.'.length)).map(({ value, count }) => ({
      insert: `meta.${value}:`,
      label: `meta.${value}:`,
      hint: '',
      count,
      finishes: false,
    }))
  }
  const fields = Object.entries(finding.fields)
    .map(([name, hint]) => ({ name: /[.:<>=]$/.test(name) ? name : `${name}:`, hint }))
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ name, hint }) => ({ insert: name, label: name, hint, count: null, finishes: false }))
  const values = GUESSED.flatMap((field, at) =>
    matching(known[at] ?? [], typed)
      .slice(0, GUESSES_PER_FIELD)
      .map(({ value, count }) => {
        const term = `${field}:${printValue(value)}`
        return { insert: term, label: term, hint: '', count, finishes: true }
      }),
  )
  return [...fields, ...values]
}

function valueLines(typing: Typing, known: readonly ValueCount[], now: Date): Suggestion[] {
  const field = typing.field.toLowerCase()
  if (field === 'uploaded') return dateLines(typing.typed, now)
  const closed = CLOSED[field] ?? (field === 'has' ? ['alt'] : [])
  const counted = new Map(known.map(({ value, count }) => [value, count]))
  const others = closed.filter((value) => !counted.has(value)).map((value) => ({ value, count: null }))
  return matching([...known, ...others], typing.typed)
    .filter(({ value }) => !typing.taken.includes(value))
    .map(({ value, count }) => ({
      // A metadata path is text of the language already.
      insert: field === 'has' ? value : printValue(value),
      label: value === '' ? finding.noValue : value,
      hint: finding.values[value] ?? '',
      count,
      finishes: true,
    }))
}

function dateLines(typed: string, now: Date): Suggestion[] {
  const monthOf = (monthsAgo: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo)).toISOString().slice(0, 7)
  const year = now.getUTCFullYear()
  const lines: [string, string][] = [
    [monthOf(0), finding.thisMonth],
    [monthOf(1), finding.lastMonth],
    [String(year), finding.thisYear],
    [String(year - 1), finding.lastYear],
  ]
  return lines
    .filter(([value, hint]) => value.startsWith(typed) || hint.startsWith(typed.toLowerCase()))
    .map(([value, hint]) => ({ insert: value, label: value, hint, count: null, finishes: true }))
}

/** What begins as typed first, then what holds it. */
function matching<Line extends { value: string }>(lines: readonly Line[], typed: string): Line[] {
  const wanted = typed.toLowerCase()
  const held = lines.filter(({ value }) => value.toLowerCase().includes(wanted))
  const begins = ({ value }: Line) => value.toLowerCase().startsWith(wanted)
  return [...held.filter(begins), ...held.filter((line) => !begins(line))]
}
