import { type PointerEvent, useRef } from 'react'
import type { Point } from './view-transform.ts'

interface Gestures {
  /** One pointer was dragged, by CSS pixels. */
  onDrag: (dx: number, dy: number) => void
  /** Two pointers moved, in the element's own coordinates. */
  onPinch: (before: readonly [Point, Point], after: readonly [Point, Point]) => void
}

/** Handlers of one element that make drags and pinches out of pointers. A third finger is ignored. */
export function usePointers({ onDrag, onPinch }: Gestures) {
  const down = useRef(new Map<number, Point>()).current
  const lift = (event: PointerEvent<HTMLElement>) => {
    down.delete(event.pointerId)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || down.size >= 2) return
      event.currentTarget.setPointerCapture(event.pointerId)
      down.set(event.pointerId, pointIn(event))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const was = down.get(event.pointerId)
      if (was === undefined) return
      const is = pointIn(event)
      down.set(event.pointerId, is)
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
      if (other === undefined) onDrag(is.x - was.x, is.y - was.y)
      else onPinch([was, other], [is, other])
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onLostPointerCapture: lift,
  }
}

function pointIn({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point {
  const box = currentTarget.getBoundingClientRect()
  return { x: clientX - box.left, y: clientY - box.top }
}
