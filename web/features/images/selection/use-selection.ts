import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { fetchPlace, fetchWindow, type LibraryQuestion } from '../../../api/library.ts'
import {
  addRanges,
  countSelected,
  endRange,
  extendTo,
  isNamed,
  isSelected,
  NO_SELECTION,
  nameItems,
  placeMark,
  rebase,
  type Selection,
  selectAll,
  toggleOne,
} from './selection.ts'
import { selectionStore } from './selection-store.ts'
import { NO_SPANS, type Spans, spanCount, unite } from './spans.ts'

/** Ranges up to this long are learnt by name in the background; longer ones stay a pair of ends. */
const NAMED_AT_MOST = 5_000
const WINDOW = 500
/** A drag changes its ranges many times a second. */
const NAME_AFTER_MS = 200
const FOLLOWED_SPANS = 4

interface SelectionInView {
  selection: Selection
  count: number
  /** "All that match", or a range, of another view: not shown here, but part of the count. */
  isElsewhere: boolean
  /** How many a change of the library made us give up; 0 when none. */
  lost: number
  has: (id: string | null, offset: number) => boolean
  toggle: (image: LibraryImage, offset: number) => void
  extend: (offset: number) => void
  /** Beside what was selected before the drag, or instead of it. */
  drag: (ranges: Spans, isBeside: boolean) => void
  endDrag: () => void
  all: () => void
  clear: () => void
}

interface View {
  /** Names the contents of the view. */
  key: string
  question: LibraryQuestion
  total: number
  revision: number
  itemAt: (offset: number) => LibraryImage | undefined
  /** Every item is known here; the view is none the server could be asked for. */
  isLocal: boolean
}

/** The page's selection as one view sees it. */
export function useSelection(view: View): SelectionInView {
  const selection = useSyncExternalStore(selectionStore.subscribe, selectionStore.get)
  const [lost, setLost] = useState(0)
  const edges = useRef(new Map<number, string>())
  const scope = { key: view.key, total: view.total }
  useNames(view, selection)
  usePlaces(view, selection)
  useChanges(view, edges, setLost)

  function change(wanted: Selection) {
    const next = view.isLocal ? nameAll(wanted) : wanted
    setLost(0)
    rememberEdges(next)
    selectionStore.set(next)
  }
  /** A range over items that are all known is a list of them. */
  function nameAll(wanted: Selection): Selection {
    const items = Array.from({ length: view.total }, (_, offset) => view.itemAt(offset))
    const known = items.filter((item) => item !== undefined)
    selectionStore.remember(known)
    return nameItems(
      wanted,
      view.key,
      0,
      known.map(({ id }) => id),
    )
  }
  /** The images at the anchor and at the ends of ranges, to find them again when the library has moved. */
  function rememberEdges({ spans, anchor }: Selection) {
    const ends = spans.length > FOLLOWED_SPANS ? [] : spans.flatMap(([from, to]) => [from, to - 1])
    edges.current = new Map(
      [...ends, ...(anchor === null ? [] : [anchor])].flatMap((offset) => {
        const id = view.itemAt(offset)?.id ?? edges.current.get(offset)
        return id === undefined ? [] : [[offset, id] as const]
      }),
    )
  }

  return {
    selection,
    count: countSelected(selection),
    isElsewhere: !isNamed(selection) && selection.scope !== view.key,
    lost,
    has: (id, offset) => isSelected(selection, view.key, { id, offset }),
    toggle: (image, offset) => {
      change(toggleOne(selection, scope, { id: image.id, offset }))
      selectionStore.remember([image])
    },
    extend: (offset) => change(extendTo(selection, scope, offset)),
    drag: (ranges, isBeside) => {
      const from =
        isBeside || selection.base !== null ? selection : { ...NO_SELECTION, anchor: selection.anchor }
      change(addRanges(from, scope, ranges))
    },
    endDrag: () => change(endRange(selection)),
    all: () =>
      change(
        view.isLocal
          ? endRange(addRanges(endRange(selection), scope, [[0, view.total]]))
          : selectAll(selection, scope),
      ),
    clear: () => change(NO_SELECTION),
  }
}

/** Learns the ids of short ranges, so that they stay selected in every view. */
function useNames(view: View, { scope, spans, all }: Selection): void {
  const { key, question, revision, itemAt } = view
  const isWanted = !all && scope === key && spans.length > 0 && spanCount(spans) <= NAMED_AT_MOST
  const latest = useRef(itemAt)
  latest.current = itemAt
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    const name = (from: number, items: readonly LibraryImage[]) => {
      const next = nameItems(
        selectionStore.get(),
        key,
        from,
        items.map(({ id }) => id),
      )
      selectionStore.set(next)
      selectionStore.remember(items.filter(({ id }) => next.marks.has(id)))
    }
    const run = async () => {
      for (const [start, end] of windowsOf(spans)) {
        const here = Array.from({ length: end - start }, (_, at) => latest.current(start + at))
        const known = here.filter((item) => item !== undefined)
        if (known.length === here.length) {
          name(start, known)
          continue
        }
        const answer = await fetchWindow(question, start, end - start, stop.signal)
        // Of another library than the range was drawn in: `useChanges` says what becomes of it.
        if (stop.signal.aborted || answer.revision !== revision) return
        name(start, answer.items)
      }
    }
    const timer = setTimeout(() => void run().catch(() => {}), NAME_AFTER_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [isWanted, key, spans, question, revision])
}

function windowsOf(spans: Spans): Spans {
  return spans.flatMap(([from, to]) =>
    Array.from({ length: Math.ceil((to - from) / WINDOW) }, (_, at) => {
      const start = from + at * WINDOW
      return [start, Math.min(to, start + WINDOW)] as const
    }),
  )
}

/** Asks where images picked elsewhere stand in the view that is selected whole, so that none is counted twice. */
function usePlaces(view: View, { scope, all, spans, marks }: Selection): void {
  const { key, question } = view
  const unplaced =
    scope === key && (all || spans.length > 0)
      ? [...marks].find(([, { on, offset }]) => on && offset === null)?.[0]
      : undefined
  const asked = useRef(new Set<string>())
  useEffect(() => {
    if (unplaced === undefined || asked.current.has(unplaced)) return
    asked.current.add(unplaced)
    const stop = new AbortController()
    fetchPlace(question, unplaced, stop.signal).then(
      ({ offset }) => selectionStore.set(placeMark(selectionStore.get(), key, unplaced, offset)),
      () => {},
    )
    return () => stop.abort()
  }, [unplaced, key, question])
}

/** Keeps the selection about the images it was made of when the library changes under it. */
function useChanges(
  view: View,
  known: RefObject<Map<number, string>>,
  onLost: (count: number) => void,
): void {
  const { key, question, revision, total } = view
  useEffect(() => {
    if (revision < 0) return
    const before = selectionStore.seen
    selectionStore.seen = { key, revision, until: question.until }
    const { scope, spans, anchor, total: totalBefore } = selectionStore.get()
    const isSame = before.key === key && before.revision === revision && before.until === question.until
    if (scope !== key || isSame) return
    const stop = new AbortController()
    const edges = known.current
    const moved = { totalBefore, total, placeOf: (id: string) => fetchPlace(question, id, stop.signal) }
    void Promise.all([
      placeSpans(spans, edges, moved),
      anchor === null ? null : placeOffset(anchor, edges, moved).catch(() => null),
    ]).then(([placed, anchorNow]) => {
      const now = selectionStore.get()
      if (stop.signal.aborted || now.scope !== key || now.spans !== spans) return
      if (total === totalBefore && sameSpans(placed, spans)) {
        if (anchorNow !== now.anchor && now.anchor === anchor)
          selectionStore.set({ ...now, anchor: anchorNow })
        return
      }
      const { selection: next, lost } = rebase(now, key, total)
      selectionStore.set({ ...next, spans: placed, anchor: anchorNow })
      if (spans.length > 0 && placed.length === 0) onLost(lost)
    })
    return () => stop.abort()
  }, [key, question, revision, total, known, onLost])
}

interface Moved {
  totalBefore: number
  total: number
  placeOf: (id: string) => Promise<{ offset: number | null }>
}

/** The ranges between the same two images as before; one whose ends are not known or gone is given up. */
async function placeSpans(spans: Spans, edges: Map<number, string>, moved: Moved): Promise<Spans> {
  if (spans.length > FOLLOWED_SPANS) return NO_SPANS
  try {
    const placed = await Promise.all(
      spans.map(async ([from, to]): Promise<Spans> => {
        const [first, last] = await Promise.all([
          placeOffset(from, edges, moved),
          placeOffset(to - 1, edges, moved),
        ])
        return first === null || last === null || last < first ? [] : [[first, last + 1]]
      }),
    )
    return unite(placed.flat(), [])
  } catch {
    return NO_SPANS
  }
}

/** Where the image of an offset stands now. Of one that nobody saw only the very ends of the view are certain. */
async function placeOffset(
  offset: number,
  edges: Map<number, string>,
  { totalBefore, total, placeOf }: Moved,
): Promise<number | null> {
  const id = edges.get(offset)
  if (id !== undefined) return (await placeOf(id)).offset
  if (offset === 0) return 0
  if (offset === totalBefore - 1) return total - 1
  return total === totalBefore ? offset : null
}

function sameSpans(a: Spans, b: Spans): boolean {
  return a.length === b.length && a.every(([from, to], at) => from === b[at]?.[0] && to === b[at]?.[1])
}
