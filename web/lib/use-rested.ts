import { useEffect, useState } from 'react'

/** `value` once it has not changed for `ms`, and nobody holds it; the first one at once. */
export function useRested<Value>(value: Value, ms: number, isHeld = false): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms, isHeld])
  return rested
}
