import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
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

  const last = lastOf(state)
  // A key may come between asking and drawing: what was asked for last is known at once, not with the next picture.
  const asked = useRef(query)
  useLayoutEffect(() => {
    asked.current = last
  }, [last])

  const ask = useCallback(
    (next: string, goesOn: boolean) => {
      const isNew = next !== asked.current
      asked.current = next
      if (isNew) onQuery(next, isTyping.current ? 'replace' : 'push')
      isTyping.current = goesOn && (isTyping.current || isNew)
    },
    [onQuery],
  )

  const live = liveQueryOf(draft, caret)
  useEffect(() => {
    if (draft.text === '' || live === last) return
    const timer = setTimeout(() => {
      setState((now) => withSent(now, live))
      ask(live, true)
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [draft.text, live, last, ask])

  /** Puts `next` into the box. `finished`: nothing is being typed any more, the address follows at once. */
  function change(next: Draft, nextCaret: number, finished = false) {
    const settled = next.text === '' ? commit(next) : next
    const isDone = finished || settled.text === ''
    setCaret(nextCaret)
    setState((now) => {
      const typed = { ...now, draft: settled }
      return isDone ? withSent(typed, queryOf(settled)) : typed
    })
    if (isDone) ask(queryOf(settled), false)
  }

  return { draft, caret, setCaret, change }
}

function lastOf({ sent, seen }: BoxState): string {
  return sent.at(-1) ?? seen
}

function withSent(state: BoxState, query: string): BoxState {
  return query === lastOf(state) ? state : { ...state, sent: [...state.sent, query] }
}

function followAddress(state: BoxState, query: string): BoxState {
  const at = state.sent.indexOf(query)
  if (at >= 0) return { ...state, seen: query, sent: state.sent.slice(at + 1) }
  const isSame = queryOf(state.draft) === queryOf(draftOf(query))
  return { seen: query, sent: [], draft: isSame ? state.draft : draftOf(query) }
}
