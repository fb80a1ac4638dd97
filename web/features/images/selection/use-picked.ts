import { useEffect, useMemo, useState } from 'react'
import type { MonthCount } from '#contract/library.ts'
import { shownImages } from '../../../lib/shown-images.ts'
import type { Rows } from '../window/use-library.ts'
import { isNamed, NO_SELECTION } from './selection.ts'
import { selectionStore } from './selection-store.ts'

interface PickedView {
  isOn: boolean
  enter: () => void
  leave: () => void
  /** They were deleted. */
  drop: (gone: ReadonlySet<string>) => void
  library: {
    rows: Rows
    total: number
    months: readonly MonthCount[]
    version: number
    lead: readonly string[]
    shift: number
  }
}

const NO_MONTHS: readonly MonthCount[] = []
const NO_LEAD: readonly string[] = []

/**
 * "Show only these": the images selected by id, as they were when it began, so that one deselected by mistake is still
 * there to be selected again.
 */
export function usePicked(): PickedView {
  const [ids, setIds] = useState<readonly string[] | null>(null)
  useEffect(() => {
    const show = () => {
      const images = shownImages.take()
      if (images === null) return
      const marks = new Map(images.map(({ id }) => [id, { on: true, offset: null }]))
      selectionStore.set({ ...NO_SELECTION, marks })
      selectionStore.remember(images)
      selectionStore.keepShown([...marks.keys()])
      setIds([...marks.keys()])
    }
    show()
    return shownImages.subscribe(show)
  }, [])
  const library = useMemo(() => {
    const images = (ids ?? []).flatMap((id) => selectionStore.shownOf(id) ?? [])
    return {
      rows: { itemAt: (offset: number) => images[offset], want: () => {} },
      total: images.length,
      months: NO_MONTHS,
      version: images.length,
      lead: NO_LEAD,
      shift: 0,
    }
  }, [ids])
  return {
    isOn: ids !== null && library.total > 0,
    enter: () => {
      const selection = selectionStore.get()
      if (!isNamed(selection)) return
      const chosen = [...selection.marks].flatMap(([id, { on }]) => (on ? [id] : []))
      selectionStore.keepShown(chosen)
      setIds(chosen)
    },
    leave: () => setIds(null),
    drop: (gone) => setIds((now) => now?.filter((id) => !gone.has(id)) ?? null),
    library,
  }
}
