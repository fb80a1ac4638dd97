import type { LibraryImage } from '#contract/library.ts'
import { isNamed, NO_SELECTION, type Selection } from './selection.ts'

/**
 * The one selection of this page, kept across views, pages and reloads; and what is known of the images in it, so that
 * acting on them asks nobody.
 */
const KEY = 'desk.selection'
/** More than this is not worth the time it takes to write it down at every click. */
const MAX_KEPT = 2_000

let selection: Selection = readKept()
const images = new Map<string, LibraryImage>()
let shown: ReadonlyMap<string, LibraryImage | undefined> = new Map()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

export const selectionStore = {
  /** The view on screen and the state of the library its offsets were last checked against. */
  seen: { key: '', revision: -1, until: null as string | null },
  get: () => selection,
  set(next: Selection): void {
    if (next === selection) return
    selection = next
    for (const id of images.keys()) if (!next.marks.has(id)) images.delete(id)
    for (const listener of listeners) listener()
    timer ??= setTimeout(write, 500)
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Of a selected image; `undefined` after a reload. */
  imageOf: (id: string) => images.get(id),
  /** Keeps what is known of these although they may be deselected. */
  keepShown(ids: readonly string[]): void {
    shown = new Map(ids.flatMap((id) => [[id, images.get(id)] as const]))
  },
  shownOf: (id: string) => shown.get(id),
  remember(known: readonly LibraryImage[]): void {
    for (const image of known) images.set(image.id, image)
  },
}

function write(): void {
  clearTimeout(timer)
  timer = undefined
  // A range without names means nothing after a reload: the library may have moved on.
  const kept = isNamed(selection) || selection.all ? selection : NO_SELECTION
  try {
    if (kept.marks.size > MAX_KEPT || kept === NO_SELECTION) sessionStorage.removeItem(KEY)
    else {
      const { scope, total, all, marks } = kept
      sessionStorage.setItem(KEY, JSON.stringify({ scope, total, all, marks: [...marks] }))
    }
  } catch {
    // Without storage it holds for this page only.
  }
}
if (typeof addEventListener === 'function') addEventListener('pagehide', write)

function readKept(): Selection {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return NO_SELECTION
    const { scope, total, all, marks } = stored as Record<string, unknown>
    if (scope !== null && typeof scope !== 'string') return NO_SELECTION
    if (typeof total !== 'number' || typeof all !== 'boolean' || !Array.isArray(marks)) return NO_SELECTION
    return { ...NO_SELECTION, scope, total, all, marks: new Map(marks.filter(isMark)) }
  } catch {
    return NO_SELECTION
  }
}

function isMark(entry: unknown): entry is [string, { on: boolean; offset: number | null }] {
  if (!Array.isArray(entry)) return false
  const [id, mark]: unknown[] = entry
  return (
    typeof id === 'string' &&
    typeof mark === 'object' &&
    mark !== null &&
    'on' in mark &&
    typeof mark.on === 'boolean' &&
    'offset' in mark &&
    (mark.offset === null || typeof mark.offset === 'number')
  )
}
