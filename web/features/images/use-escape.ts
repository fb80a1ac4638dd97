import { useEffect, useEffectEvent } from 'react'

/** Where Esc has a meaning of its own, or none yet. */
const BUSY =
  'input:not([type="range"], [type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]'

/** Esc anywhere on the page that nothing nearer has answered. */
export function useEscape(onEscape: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (event.target instanceof Element && event.target.closest(BUSY) !== null) return
    event.preventDefault()
    onEscape()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
