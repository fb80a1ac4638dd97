import { useEffect, useEffectEvent } from 'react'

/** Follows a wish for the focus, once whatever closed has given it up. */
export function useFocusRequest(
  request: { offset: number } | null,
  moveTo: (offset: number) => void,
  onTaken: () => void,
): void {
  const take = useEffectEvent((offset: number) => {
    // Whoever began to type meanwhile goes on.
    if (!document.activeElement?.matches('input, textarea')) moveTo(offset)
    onTaken()
  })
  useEffect(() => {
    if (request === null) return
    const timer = setTimeout(() => take(request.offset), 50)
    return () => clearTimeout(timer)
  }, [request])
}
