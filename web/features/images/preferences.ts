import { useSyncExternalStore } from 'react'

/** How one person likes the contact sheet; kept in this browser. */
interface Preferences {
  tilePx: number
  fill: boolean
}

export const TILE_MIN_PX = 96
export const TILE_MAX_PX = 320

const KEY = 'desk.grid'
const USUAL: Preferences = { tilePx: 176, fill: false }
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return USUAL
    const tilePx = 'tilePx' in stored && typeof stored.tilePx === 'number' ? stored.tilePx : USUAL.tilePx
    return {
      tilePx: Math.min(TILE_MAX_PX, Math.max(TILE_MIN_PX, tilePx)),
      fill: 'fill' in stored && stored.fill === true,
    }
  } catch {
    return USUAL
  }
}

function change(part: Partial<Preferences>): void {
  current = { ...current, ...part }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Without storage it holds for this page only.
  }
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences() {
  return { ...useSyncExternalStore(subscribe, () => current), change }
}
