import { useEffect, useRef } from 'react'

interface PageKeys {
  previous: (() => void) | null
  next: (() => void) | null
  back: () => void
  remove: () => void
}

/** Arrow keys walk, Escape goes back, Delete asks; never while something else has a use for the key. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
        return
      const { previous, next, back, remove } = latest.current
      const act = { ArrowLeft: previous, ArrowRight: next, Escape: back, Delete: remove }[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

const BUSY =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]'

function isBusy(target: EventTarget | null): boolean {
  return (
    (target instanceof Element && target.closest(BUSY) !== null) ||
    document.querySelector('[role="alertdialog"]') !== null
  )
}
