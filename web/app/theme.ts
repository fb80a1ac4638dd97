import { useSyncExternalStore } from 'react'

/**
 * Paper or darkroom. `public/theme.js` sets the attribute before the first paint; this keeps it in step with the
 * system until somebody chooses, and with the other tabs afterwards.
 */
type Theme = 'light' | 'dark'

const KEY = 'desk.theme'
const listeners = new Set<() => void>()
const system = matchMedia('(prefers-color-scheme: dark)')

function readChoice(): Theme | null {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'light' || stored === 'dark' ? stored : null
  } catch {
    return null
  }
}

function apply(): void {
  const theme = readChoice() ?? (system.matches ? 'dark' : 'light')
  document.documentElement.dataset['theme'] = theme
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', theme === 'dark' ? '#12100f' : '#fbfaf8')
  for (const notify of listeners) notify()
}

system.addEventListener('change', apply)
addEventListener('storage', (event) => event.key === KEY && apply())

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

/** Going back to what the system says forgets the choice, so that the desk follows the system again. */
function toggle(): void {
  const next: Theme = current() === 'dark' ? 'light' : 'dark'
  try {
    if (next === (system.matches ? 'dark' : 'light')) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // Without storage the choice cannot outlive this page.
  }
  apply()
  if (current() !== next) {
    document.documentElement.dataset['theme'] = next
    for (const notify of listeners) notify()
  }
}

export function useTheme(): { theme: Theme; toggle: () => void } {
  return { theme: useSyncExternalStore(subscribe, current), toggle }
}
