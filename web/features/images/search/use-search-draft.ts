import { useCallback, useEffect, useRef, useState } from 'react'
import { commit, type Draft, draftOf, liveQueryOf, queryOf } from './draft.ts'

/** The grid follows the typing this late: about one key press. */
const TYPING_PAUSE_MS = 180

/** `replace`: the same search is still being typed, so that Back leads out of it in one step. */
export type QueryChange = (query: string, how: 'push' | 'replace') => void

interface BoxState {
  draft: Draft
  /** The query of the address, as this box last saw it. */
  seen: string
  /** What this box asked for and the address does not show yet, oldest first. */
  sent: readonly string[]
}

/**
 * The contents of the box beside the query of the address: typing leads the address after a short pause; a change of
 * the address that did not come from here (Back, a click in the panel) leads the box.
 */
export function useSearchDraft(query: string, onQuery: QueryChange) {
  const [state, setState] = useState<BoxState>({ draft: draftOf(query), seen: query, sent: [] })
  const [caret, setCaret] = useState(0)
  const isTyping = useRef(false)
  const { draft } = state
  if (query !== state.seen) setState(followAddress(state, query))

  const ask = useCallback(
    (next: string, last: string, goesOn: boolean) => {
      if (next !== last) onQuery(next, isTyping.current ? 'replace' : 'push')
      isTyping.current = goesOn && (isTyping.current || next !== last)
    },
    [onQuery],
  )

  const last = state.sent.at(-1) ?? state.seen
  const live = liveQueryOf(draft, caret)
  useEffect(() => {
    if (draft.text === '' || live === last) return
    const timer = setTimeout(() => {
      setState((now) => ({ ...now, sent: [...now.sent, live] }))
      ask(live, last, true)
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [draft.text, live, last, ask])

  /** Puts `next` into the box. `finished`: nothing is being typed any more, the address follows at once. */
  function change(next: Draft, nextCaret: number, finished = false) {
    const settled = next.text === '' ? commit(next) : next
    const asked = queryOf(settled)
    const now = finished || settled.text === ''
    setCaret(nextCaret)
    setState({ ...state, draft: settled, sent: now && asked !== last ? [...state.sent, asked] : state.sent })
    if (now) ask(asked, last, false)
  }

  return { draft, caret, setCaret, change }
}

function followAddress(state: BoxState, query: string): BoxState {
  const at = state.sent.indexOf(query)
  if (at >= 0) return { ...state, seen: query, sent: state.sent.slice(at + 1) }
  const isSame = queryOf(state.draft) === queryOf(draftOf(query))
  return { seen: query, sent: [], draft: isSame ? state.draft : draftOf(query) }
}
