/** What a scan found, and the revision of the index it saw. */
export interface Answer {
  revision: number
}

export interface KeptAnswersOptions<Question, Value extends Answer> {
  nameOf(question: Question): string
  scan(question: Question): Promise<Value>
  /** Of the index now. */
  revision(): number
  /** Of one answer in memory; together at most `limit`. */
  weigh(value: Value): number
  limit: number
}

interface Entry<Value> {
  value: Value | null
  making: Promise<Value> | null
}

/** A small library is scanned sooner than this: then the answer is of now. */
const WAIT_FOR_FRESH_MS = 40

/**
 * Answers that take a scan, kept by question, the least recently used forgotten first. An answer of an older revision is
 * given at once while the next one is being made.
 */
export function createKeptAnswers<Question, Value extends Answer>(
  options: KeptAnswersOptions<Question, Value>,
) {
  const { nameOf, scan, revision, weigh, limit } = options
  const entries = new Map<string, Entry<Value>>()

  function make(question: Question, entry: Entry<Value>): Promise<Value> {
    entry.making ??= scan(question)
      .then((value) => {
        entry.value = value
        forgetSome()
        return value
      })
      .finally(() => {
        entry.making = null
      })
    return entry.making
  }

  function forgetSome(): void {
    let weight = 0
    for (const [name, { value }] of [...entries].reverse()) {
      weight += value === null ? 0 : weigh(value)
      if (weight > limit && entries.size > 1) entries.delete(name)
    }
  }

  return {
    /** Whether there is an answer, of whatever revision. */
    has: (question: Question): boolean => entries.get(nameOf(question))?.value != null,
    /** @throws what the scan throws, when there is no answer at all */
    async get(question: Question): Promise<Value> {
      const name = nameOf(question)
      const entry = entries.get(name) ?? { value: null, making: null }
      entries.delete(name)
      entries.set(name, entry)
      const { value } = entry
      if (value === null) return make(question, entry)
      if (value.revision === revision()) return value
      const fresh = make(question, entry)
      return Promise.race([fresh.catch(() => value), after(WAIT_FOR_FRESH_MS, value)])
    },
  }
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref()
  })
}
