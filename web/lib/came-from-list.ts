/** Travels in the history entry of an image page opened from the grid: going back then is the browser's "back". */
export const CAME_FROM_LIST = { cameFromList: true } as const

/** `state` is what the router keeps with a history entry: anything, after a reload too. */
export function cameFromList(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'cameFromList' in state && state.cameFromList === true
}
