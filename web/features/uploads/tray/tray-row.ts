let wanted: string | null = null
const listeners = new Set<() => void>()

/** Asks the list of the tray to bring the row of a file into sight and give it the focus. */
export function showRow(key: string): void {
  wanted = key
  for (const listener of listeners) listener()
}

/** The row that is asked for, once. */
/** @public */
export function takeWantedRow(): string | null {
  const key = wanted
  wanted = null
  return key
}

/** @public */
export function onRowWanted(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
