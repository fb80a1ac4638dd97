import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { LibraryImage, LibraryOutline, LibraryWindow, MonthCount } from '#contract/library.ts'
import { fetchWindow, type LibraryQuestion, libraryQueries, WINDOW_PAGE_SIZE } from '../../../api/library.ts'
import { arriving } from '../../../lib/arriving.ts'
import { keepPlace, recallPlace } from '../grid-memory.ts'
import { WindowCache } from './window-cache.ts'

/** Rows by their offset in a view, a few of them known. */
export interface Rows {
  itemAt: (offset: number) => LibraryImage | undefined
  /** What is in sight. */
  want: (from: number, to: number) => void
}

/** A view of the library as far as it is known here: its shape, and the rows near what is in sight. */
export interface Library {
  /** What every request asks; `until` keeps what arrives later out. */
  question: LibraryQuestion
  /** `undefined` before the first answer. */
  outline: LibraryOutline | undefined
  /** Rows that can be laid out. Grows page by page while only the live listing answers. */
  total: number
  months: readonly MonthCount[]
  /** Grows with every change of the library that was noticed. */
  revision: number
  /** Why the last request failed; `null` while all is well. */
  error: unknown
  isFetching: boolean
  rows: Rows
  /** Keys of the files on their way into this view, in the order they stand before its first image. */
  lead: readonly string[]
  /** How many of `lead` became images of the view so far: every offset has moved by as many. */
  shift: number
  /** Changes with what `rows` knows. */
  version: number
  retry: () => void
  /** Lets in what is newer than the pin. */
  showNewer: () => void
}

const NO_MONTHS: readonly MonthCount[] = []
const BEFORE_ALL = new Date(0).toISOString()
/** A window may tell of a change before the next poll does; the outline is not asked more often than this. */
const CATCH_UP_MS = 1_500

interface Asks {
  question: LibraryQuestion
  onAnswer: (answer: LibraryWindow) => void
}

/**
 * What of `keys` stands in the view. Whoever is further down has nothing pushed away: what comes meanwhile comes in when
 * they are at the top again.
 */
function useLead(view: string, keys: readonly string[], isAtTop: boolean): readonly string[] {
  const [shown, setShown] = useState({ view, keys })
  if (shown.keys === keys && shown.view === view) return keys
  const stay = new Set(shown.view === view && !isAtTop ? shown.keys : keys)
  const next = keys.filter((key) => stay.has(key))
  const isSame =
    shown.view === view &&
    next.length === shown.keys.length &&
    next.every((key, at) => key === shown.keys[at])
  if (isSame) return shown.keys
  setShown({ view, keys: next.length === keys.length ? keys : next })
  return next
}

/** What belongs to one view: another view begins anew. */
function hold(view: string) {
  const { until } = recallPlace(view)
  const asks: Asks = { question: { q: '', sort: '', until }, onAnswer: () => {} }
  const cache = new WindowCache<LibraryImage>({
    pageSize: WINDOW_PAGE_SIZE,
    load: async (offset, limit, signal) => {
      const answer = await fetchWindow(asks.question, offset, limit, signal)
      asks.onAnswer(answer)
      return answer
    },
  })
  return { view, until, liveReach: 0, shift: 0, asks, cache }
}

/**
 * Follows one view; `view` names its place, `asked` is what the server is asked. `isAtTop` says whether own uploads
 * may push what is in sight.
 */
export function useLibrary(view: string, asked: { q: string; sort: string }, isAtTop: boolean): Library {
  const client = useQueryClient()
  const [held, setHeld] = useState(() => hold(view))
  if (held.view !== view) setHeld(hold(view))
  const { cache, asks, until, liveReach, shift } = held
  const { q, sort } = asked
  const question = useMemo(() => ({ q, sort, until }), [q, sort, until])
  const outlineQuery = useQuery(libraryQueries.outline(question))
  const first = useQuery({ ...libraryQueries.firstWindow({ q, sort, until: null }), enabled: until === null })
  const outline = outlineQuery.data

  const pin = (time: string | null) => {
    setHeld((now) => (now.view === view ? { ...now, until: time } : now))
    keepPlace(view, { until: time })
    // Rows move down: each keeps its old image until it knows the new one.
    asks.question = { ...question, until: time }
    cache.refresh()
  }

  // Read only when a request starts or ends.
  asks.question = question
  const version = useSyncExternalStore(cache.subscribe, () => cache.version)
  useEffect(() => {
    cache.open()
    return () => cache.close()
  }, [cache])

  const catchUp = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(catchUp.current), [])
  asks.onAnswer = ({ reachable, total, revision }) => {
    if (total === null && reachable > liveReach) {
      setHeld((now) => (now.view === view ? { ...now, liveReach: reachable } : now))
    }
    if (outline === undefined || revision <= outline.revision || catchUp.current !== undefined) return
    catchUp.current = setTimeout(() => {
      catchUp.current = undefined
      void outlineQuery.refetch()
    }, CATCH_UP_MS)
  }

  const total = outline === undefined ? 0 : (outline.total ?? Math.max(outline.reachable, liveReach))
  const reached = outline?.newest ?? null
  const keysNow = () => arriving.get().before({ q, sort }, until ?? reached)
  const lead = useLead(view, useSyncExternalStore(arriving.subscribe, keysNow), isAtTop)
  const due = useSyncExternalStore(arriving.subscribe, () => arriving.get().due(lead))
  const isLed = lead.length > 0
  // The first outline pins the view: what arrives from now on waits for a click. An empty library, too, takes its first
  // files in together, when they are all stored.
  const newest = reached ?? (isLed ? BEFORE_ALL : null)
  useEffect(() => {
    if (until !== null || outline === undefined || newest === null) return
    client.setQueryData(libraryQueries.outline({ q, sort, until: newest }).queryKey, outline)
    setHeld((now) => (now.view === view ? { ...now, until: newest } : now))
    keepPlace(view, { until: newest })
  }, [client, until, newest, outline, q, sort, view])

  useEffect(() => {
    if (first.data && cache.itemAt(0) === undefined) cache.put(0, first.data)
  }, [first.data, cache])
  useEffect(() => {
    if (outline !== undefined) cache.invalidate(outline.revision)
  }, [outline, cache])

  const letIn = (time: string | null) => {
    if (time === null || until === null || Date.parse(time) <= Date.parse(until)) return
    pin(time)
  }
  const { data: ownNewest } = useQuery(libraryQueries.ownNewest())
  const followOwn = useEffectEvent(() => {
    if (due === null && isAtTop) letIn(ownNewest)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each upload of our own is a reason
  useEffect(() => followOwn(), [ownNewest])

  // Files that are stored turn into images where they stand: nothing of it may be seen.
  const landing = useEffectEvent(() => ({ client, cache, question, lead, total, isAtTop }))
  const landed = useEffectEvent((next: LibraryQuestion, grown: number, commit: () => void) => {
    asks.question = next
    flushSync(() => {
      commit()
      setHeld((now) => (now.view === view ? { ...now, until: next.until, shift: now.shift + grown } : now))
    })
    keepPlace(view, { until: next.until })
  })
  useEffect(() => {
    if (due === null || due === '') return
    const stop = new AbortController()
    import('./land.ts').then(({ land }) => land(due, landing, landed, stop.signal)).catch(() => {})
    return () => stop.abort()
  }, [due])
  // Nothing is in sight that could be pushed away.
  const isBare = outline !== undefined && total === 0 && !isLed && until !== null
  const fill = useEffectEvent(() => letIn(reached))
  useEffect(() => {
    if (isBare && reached !== null) fill()
  }, [isBare, reached])

  const retry = () => {
    cache.retry()
    void outlineQuery.refetch()
  }
  const comeBack = useEffectEvent(retry)
  useEffect(() => {
    const onOnline = () => comeBack()
    addEventListener('online', onOnline)
    return () => removeEventListener('online', onOnline)
  }, [])

  return {
    question,
    outline,
    total,
    months: outline?.months ?? NO_MONTHS,
    revision: outline?.revision ?? -1,
    error: outlineQuery.error ?? cache.error,
    isFetching: outlineQuery.isFetching,
    rows: cache,
    lead,
    shift,
    version,
    retry,
    showNewer: () => pin(newest),
  }
}
