import type { View } from '#contract/views/view.ts'
import type { Positions } from './scanner.ts'

/** Row numbers kept in memory, 8 bytes each. */
const KEPT_KEYS = 8_000_000
/** A small library is scanned sooner than this: then the answer is of now. */
const WAIT_FOR_FRESH_MS = 40

interface Entry {
  list: Positions | null
  making: Promise<Positions> | null
}

/** The row numbers of views that need a scan, by view, the least recently used forgotten first. */
export function createPositionLists(scan: (view: View) => Promise<Positions>, revision: () => number) {
  const entries = new Map<string, Entry>()

  function make(view: View, entry: Entry): Promise<Positions> {
    entry.making ??= scan(view)
      .then((list) => {
        entry.list = list
        forgetSome()
        return list
      })
      .finally(() => {
        entry.making = null
      })
    return entry.making
  }

  function forgetSome(): void {
    let kept = 0
    for (const [name, { list }] of [...entries].reverse()) {
      kept += list?.keys.length ?? 0
      if (kept > KEPT_KEYS && entries.size > 1) entries.delete(name)
    }
  }

  return {
    /**
     * The newest list there is, at once when it is of an older revision; the next one is being made then.
     * @throws what the scan throws, when there is no list at all
     */
    async get(view: View): Promise<Positions> {
      const name = nameOf(view)
      const entry = entries.get(name) ?? { list: null, making: null }
      entries.delete(name)
      entries.set(name, entry)
      const { list } = entry
      if (list === null) return make(view, entry)
      if (list.revision === revision()) return list
      const fresh = make(view, entry)
      return Promise.race([fresh.catch(() => list), after(WAIT_FOR_FRESH_MS, list)])
    },
    clear: () => entries.clear(),
  }
}

/** Both ways of upload order are one list. */
function nameOf({ terms, sort }: View): string {
  return JSON.stringify([terms, sort.field === 'uploaded' ? 'uploaded' : sort])
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref())
}
