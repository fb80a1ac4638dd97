/**
 * Shortcuts of one letter or sign (`?`, `/`, `x`) can be switched off: speech input and a stray elbow press them too.
 * Kept in this browser.
 */
const KEY = 'desk.single-keys'
const listeners = new Set<() => void>()
let isOn = read()

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

/** True while single-key shortcuts are on. */
export function mayUseLetters(): boolean {
  return isOn
}

export function setSingleKeys(on: boolean): void {
  isOn = on
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // Without storage it holds for this page only.
  }
  for (const notify of listeners) notify()
}

export function subscribeSingleKeys(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
