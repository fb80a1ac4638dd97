/** What a scan found, and the revision of the index it saw. */
export interface Answer {
  revision: number
}

export interface KeptAnswersOptions<Question, Value extends Answer> {
  nameOf(question: Question): string
  /** @param signal aborted when nobody waits for the answer any more */
  scan(question: Question, signal: AbortSignal): Promise<Value>
  /** The last one in which what the question is about has changed. */
  changedAt(question: Question): number
  /** Of one answer in memory, at least 1; together at most `limit`. */
  weigh(value: Value): number
  limit: number
  /** Milliseconds of a clock that never jumps. Injected by tests. */
  now?: () => number
}

interface Entry<Value> {
  value: Value | null
  /** Until then the answer is good enough, whatever has changed. */
  restsUntil: number
  making: Making<Value> | null
}

interface Making<Value> {
  answer: Promise<Value>
  waiters: number
  noOneWaits: AbortController
}

/** A small library is scanned sooner than this: then the answer is of now. */
const WAIT_FOR_FRESH_MS = 40
/** A scan is not made again for this many times as long as it took: one view never keeps the scanner to itself. */
const REST = 4

/**
 * Answers that take a scan, kept by question, the least recently used forgotten first. An answer of an older revision is
 * given at once while the next one is being made.
 */
export function createKeptAnswers<Question, Value extends Answer>(
  options: KeptAnswersOptions<Question, Value>,
) {
  const { nameOf, scan, changedAt, weigh, limit, now = () => performance.now() } = options
  const entries = new Map<string, Entry<Value>>()

  function make(question: Question, entry: Entry<Value>): Making<Value> {
    if (entry.making !== null) return entry.making
    const noOneWaits = new AbortController()
    const beganAt = now()
    const answer = scan(question, noOneWaits.signal)
      .then((value) => {
        entry.value = value
        entry.restsUntil = now() + REST * (now() - beganAt)
        forgetSome()
        return value
      })
      .finally(() => {
        entry.making = null
        // Nothing was found out: the next one asks anew.
        const name = nameOf(question)
        if (entry.value === null && entries.get(name) === entry) entries.delete(name)
      })
    entry.making = { answer, waiters: 0, noOneWaits }
    return entry.making
  }

  /** Waits for the first answer to a question; who leaves last takes the scan along. */
  async function waitFor(making: Making<Value>, signal: AbortSignal | undefined): Promise<Value> {
    making.waiters += 1
    const leave = () => {
      making.waiters -= 1
      if (making.waiters === 0) making.noOneWaits.abort(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await making.answer
    } finally {
      signal?.removeEventListener('abort', leave)
    }
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
    /** How many are kept or being made. */
    size: () => entries.size,
    /** @throws what the scan throws, when there is no answer at all; the signal's reason */
    async get(question: Question, signal?: AbortSignal): Promise<Value> {
      for (;;) {
        signal?.throwIfAborted()
        const name = nameOf(question)
        const entry = entries.get(name) ?? { value: null, restsUntil: 0, making: null }
        entries.delete(name)
        entries.set(name, entry)
        const { value } = entry
        if (value === null) {
          const making = make(question, entry)
          try {
            return await waitFor(making, signal)
          } catch (error) {
            // Given up by others just before this one came: it asks again.
            if (making.noOneWaits.signal.aborted && signal?.aborted !== true) continue
            throw error
          }
        }
        if (value.revision >= changedAt(question) || now() < entry.restsUntil) return value
        const { answer } = make(question, entry)
        return Promise.race([answer.catch(() => value), after(WAIT_FOR_FRESH_MS, value)])
      }
    },
  }
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref()
  })
}
