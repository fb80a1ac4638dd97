import { useSyncExternalStore } from 'react'

const KEY = 'desk.panel'
const WIDE = '(min-width: 768px)'
const ROOMY = '(min-width: 1024px)'

const listeners = new Set<() => void>()
/** What this person chose last in this browser; `null` before they chose. */
let kept = read()
let isSheetOpen = false

function read(): boolean | null {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === null ? null : stored === 'open'
  } catch {
    return null
  }
}

function set(open: boolean): void {
  if (isWide()) {
    kept = open
    try {
      localStorage.setItem(KEY, open ? 'open' : 'closed')
    } catch {
      // Without storage it holds for this page only.
    }
  } else isSheetOpen = open
  for (const notify of listeners) notify()
}

function isWide(): boolean {
  return matchMedia(WIDE).matches
}

function isOpen(): boolean {
  return isWide() ? (kept ?? matchMedia(ROOMY).matches) : isSheetOpen
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(WIDE)
  media.addEventListener('change', listener)
  listeners.add(listener)
  return () => {
    media.removeEventListener('change', listener)
    listeners.delete(listener)
  }
}

/**
 * Whether the side panel is open, remembered per person; before they choose it is open where there is room. On a small
 * screen it is a sheet over the page, which begins closed.
 */
export function usePanel() {
  return {
    isOpen: useSyncExternalStore(subscribe, isOpen),
    isSheet: !useSyncExternalStore(subscribe, isWide),
    setOpen: set,
  }
}
