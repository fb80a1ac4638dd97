import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the keyboard inside `panel` when the button that was pressed goes away with what it did: without it the focus
 * falls to the page, and Escape no longer reaches the panel. Somebody who went elsewhere is left alone.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  const isInside = useRef(false)
  useEffect(() => {
    const follow = ({ target }: Event) => {
      isInside.current = target instanceof Node && panel.current?.contains(target) === true
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('pointerdown', follow)
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('pointerdown', follow)
    }
  }, [panel])
  // After every paint: any of them may have taken the focused button away.
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) panel.current?.focus()
  })
}
