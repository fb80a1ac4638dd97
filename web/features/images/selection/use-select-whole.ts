import { useEffect, useEffectEvent, useState } from 'react'
import { placeKeyOf, type View } from '../view.ts'

/** Goes to another view and selects all of it there, once it is known. */
export function useSelectWhole(
  viewKey: string,
  isKnown: boolean,
  selectAll: () => void,
  onViewChange: (view: View) => void,
): (view: View) => void {
  const [wanted, setWanted] = useState<string | null>(null)
  const isThere = wanted === viewKey && isKnown
  const arrive = useEffectEvent(() => {
    setWanted(null)
    selectAll()
  })
  useEffect(() => {
    if (isThere) arrive()
  }, [isThere])
  return (view) => {
    setWanted(placeKeyOf(view))
    onViewChange(view)
  }
}
