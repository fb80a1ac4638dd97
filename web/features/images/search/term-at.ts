import { scanTerms } from '#contract/views/scan-terms.ts'

/** What somebody is typing where the caret is. */
export interface Typing {
  part: 'field' | 'value'
  /** The field whose value is typed, as it stands in the text: `creator`, `meta.campaign`. Empty for part `field`. */
  field: string
  /** What stands between the beginning of the part and the caret, quotes and backslashes resolved. */
  typed: string
  /** The part in the text, to be replaced by what is chosen. `end` is exclusive. */
  start: number
  end: number
  /** Where the whole term begins. */
  termStart: number
  /** The values of the same term that are not being typed. */
  taken: readonly string[]
}

/** The part of a term the caret is in or right behind; between terms, a field that is still empty. */
export function typingAt(text: string, caret: number): Typing {
  // The text before the caret, read alone, says what is being typed; the whole text says where it ends.
  const before = scanTerms(text.slice(0, caret)).at(-1)
  if (before === undefined || before.end < caret) {
    return { part: 'field', field: '', typed: '', start: caret, end: caret, termStart: caret, taken: [] }
  }
  const { start: termStart, negated, field, valueStart } = before
  const whole = scanTerms(text).find((term) => term.start === termStart) ?? before
  const nameStart = negated ? termStart + 1 : termStart
  const value = field === null ? undefined : before.values.at(-1)
  if (value === undefined || caret < valueStart) {
    const end = whole.field === null ? whole.end : whole.valueStart
    return {
      part: 'field',
      field: '',
      typed: text.slice(nameStart, caret),
      start: nameStart,
      end,
      termStart,
      taken: [],
    }
  }
  const isPath = field === 'has'
  const start = isPath ? valueStart : value.start
  return {
    part: 'value',
    field: text.slice(nameStart, valueStart).replace(/[:<>=]+$/, ''),
    typed: isPath ? text.slice(valueStart, caret) : value.text,
    start,
    end: isPath ? whole.end : (whole.values.find((one) => one.start === start)?.end ?? whole.end),
    termStart,
    taken: whole.values.filter((one) => one.start !== start && one.text !== '').map((one) => one.text),
  }
}
