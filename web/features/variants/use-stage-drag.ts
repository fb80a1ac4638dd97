import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { growthOf, type Handle, nudgeOf, resizeBox } from './stage-frame.ts'
import { NO_SNAP, type Snap, snapBox } from './stage-snap.ts'

interface DragInput {
  options: VariantOptions
  /** Delivered pixels of the window. */
  box: Size
  /** What fits the stage while nothing is dragged, screen pixels per delivered pixel. */
  restingZoom: number
  ratio: number | null
  /** Settles on common sizes while true. */
  snaps: boolean
  /** `null` when its pixels are not known. */
  source: Size | null
  onResize: (options: VariantOptions) => void
  onHold: (isHeld: boolean) => void
}

/**
 * The window under the hand: grips dragged (Shift keeps the proportions, Alt takes every pixel, Esc takes it back) and
 * nudged with the arrow keys. A drag makes one change a frame at most, of numbers only.
 */
export function useStageDrag(input: DragInput) {
  const { options, box, restingZoom, ratio, snaps, source, onResize, onHold } = input
  /** The zoom stays while the drag lasts, or the grip would run from the pointer. */
  const from = useRef<{
    handle: Handle
    x: number
    y: number
    zoom: number
    options: VariantOptions
    box: Size
  }>(null)
  const [heldZoom, setHeldZoom] = useState<number | null>(null)
  const [snap, setSnap] = useState(NO_SNAP)
  const frame = useRef(0)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  function start(handle: Handle, event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { handle, x: event.clientX, y: event.clientY, zoom: restingZoom, options, box }
    setHeldZoom(restingZoom)
    onHold(true)
  }

  function move({ clientX, clientY, shiftKey, altKey }: PointerEvent<HTMLElement>) {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const began = from.current
      if (began === null) return
      const growth = growthOf(began.handle, { x: clientX - began.x, y: clientY - began.y }, began.zoom)
      const kept = ratio ?? (shiftKey ? began.box.width / began.box.height : null)
      const dragged = resizeBox(began.options, began.handle, began.box, growth, kept)
      const { handle, zoom } = began
      const settled =
        snaps && !altKey
          ? snapBox({ options: dragged, handle, zoom, ratio: kept, source })
          : { options: dragged, snap: NO_SNAP }
      setSnap((before) => (isSameSnap(before, settled.snap) ? before : settled.snap))
      onResize(settled.options)
    })
  }

  function end() {
    if (from.current === null) return
    from.current = null
    setHeldZoom(null)
    setSnap(NO_SNAP)
    onHold(false)
  }

  function key(handle: Handle, event: KeyboardEvent) {
    if (event.key === 'Escape' && from.current !== null) {
      event.preventDefault()
      event.stopPropagation()
      onResize(from.current.options)
      return end()
    }
    const growth = nudgeOf(event.key, event.shiftKey, handle)
    if (growth === null) return
    event.preventDefault()
    onResize(resizeBox(options, handle, box, growth, ratio))
  }

  return { zoom: heldZoom ?? restingZoom, snap, start, move, end, key }
}

function isSameSnap(a: Snap, b: Snap): boolean {
  return a.width === b.width && a.height === b.height
}
