import { EMPTY_SELECTION, type Selection } from './selection.ts'

/** Where somebody was in a view, so that coming back from an image finds it as it was left. */
interface Place {
  scrollTop: number
  focusedId: string | null
  selection: Selection
  /** Somebody comes back from `focusedId`: its tile takes the focus when the grid appears. */
  takesFocus: boolean
}

const places = new Map<string, Place>()
const NOWHERE: Place = { scrollTop: 0, focusedId: null, selection: EMPTY_SELECTION, takesFocus: false }

/** `view` is the printed view. */
export function recallPlace(view: string): Place {
  return places.get(view) ?? NOWHERE
}

export function keepPlace(view: string, part: Partial<Place>): void {
  places.set(view, { ...recallPlace(view), ...part })
}
