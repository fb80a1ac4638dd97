/** Where somebody was in a view, so that coming back from an image, or a reload, finds it as it was left. */
interface Place {
  /** What arrived later was not in it (ISO 8601); `null` before the first answer. */
  until: string | null
  /** The first image in sight: its offset in the view, its id once known, and how far it was scrolled past. */
  top: { offset: number; id: string | null; pastPx: number }
  focus: { offset: number; id: string | null } | null
  /** Somebody comes back from the image in `focus`: its tile takes the focus when the grid appears. */
  takesFocus: boolean
}

const KEY = 'desk.places'
const MAX_PLACES = 20
/** Above the first row there may be a heading. */
const TOP = { offset: 0, id: null, pastPx: -1_000 }
const NOWHERE: Place = {
  until: null,
  top: TOP,
  focus: null,
  takesFocus: false,
}
const places = new Map<string, Place>(readPlaces())
let timer: ReturnType<typeof setTimeout> | undefined

/** `view` is the printed view. */
export function recallPlace(view: string): Place {
  return places.get(view) ?? NOWHERE
}

export function keepPlace(view: string, part: Partial<Place>): void {
  const place = { ...recallPlace(view), ...part }
  places.delete(view)
  places.set(view, place)
  const oldest = places.keys().next()
  if (places.size > MAX_PLACES && !oldest.done) places.delete(oldest.value)
  timer ??= setTimeout(writePlaces, 300)
}

/** Somebody goes back to the view from an image that may have been reached by walking: its tile takes the focus. */
export function returnTo(view: string, id: string): void {
  keepPlace(view, { focus: { offset: recallPlace(view).focus?.offset ?? 0, id }, takesFocus: true })
}

/** Written at rest, and at the last moment: a reload must not lose what was just scrolled. */
function writePlaces(): void {
  clearTimeout(timer)
  timer = undefined
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...places]))
  } catch {
    // Without storage it holds for this page only.
  }
}
if (typeof addEventListener === 'function') addEventListener('pagehide', writePlaces)

function readPlaces(): [string, Place][] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(stored)) return []
    // Whoever was at the top wants to see what is new.
    return stored
      .filter(isEntry)
      .map(([view, place]) => [view, place.top.offset <= 0 ? { ...place, until: null } : place])
  } catch {
    return []
  }
}

function isEntry(entry: unknown): entry is [string, Place] {
  if (!Array.isArray(entry)) return false
  const [view, place]: unknown[] = entry
  if (typeof view !== 'string' || typeof place !== 'object' || place === null) return false
  return (
    'until' in place &&
    (place.until === null || typeof place.until === 'string') &&
    'top' in place &&
    isSpot(place.top) &&
    'pastPx' in place.top &&
    typeof place.top.pastPx === 'number' &&
    'focus' in place &&
    (place.focus === null || isSpot(place.focus)) &&
    'takesFocus' in place &&
    typeof place.takesFocus === 'boolean'
  )
}

function isSpot(spot: unknown): spot is { offset: number; id: string | null } {
  return (
    typeof spot === 'object' &&
    spot !== null &&
    'offset' in spot &&
    Number.isInteger(spot.offset) &&
    'id' in spot &&
    (spot.id === null || typeof spot.id === 'string')
  )
}
