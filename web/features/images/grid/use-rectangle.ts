import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ContentBox } from '../geometry/rectangle.ts'
import { offsetOfTarget } from './grid-cell.ts'

/** Less is a click with an unsteady hand. */
const MIN_DRAG_PX = 5
/** This near an edge the view follows the pointer... */
const EDGE_PX = 48
/** ...by up to so many pixels a frame. */
const FASTEST_STEP_PX = 40

interface Drag {
  /** In content pixels: it stays where it is while the view moves. */
  startX: number
  startY: number
  clientX: number
  clientY: number
  isBeside: boolean
  isDrawn: boolean
  pointerId: number
}

interface RectangleOptions {
  scroller: RefObject<HTMLElement | null>
  /** Of the content, from the scroller's top edge. */
  headPx: number
  offsetPx: () => number
  scrollTo: (offsetPx: number) => void
  onStart: () => void
  onDraw: (box: ContentBox, isBeside: boolean) => void
  onEnd: () => void
}

/** Draws a rectangle from empty space. @returns it, in content pixels, while it is drawn */
export function useRectangle(options: RectangleOptions): {
  box: ContentBox | null
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
} {
  const [box, setBox] = useState<ContentBox | null>(null)
  const drag = useRef<Drag | null>(null)
  const frame = useRef(0)
  const latest = useRef(options)
  latest.current = options

  useEffect(() => {
    const contentPoint = (clientX: number, clientY: number) => {
      const { scroller, headPx, offsetPx } = latest.current
      const element = scroller.current
      if (element === null) return { x: 0, y: 0 }
      const area = element.getBoundingClientRect()
      const x =
        clientX - area.left - Number.parseFloat(getComputedStyle(element).paddingLeft) + element.scrollLeft
      return { x, y: clientY - area.top - headPx + offsetPx() }
    }
    const draw = (now: Drag) => {
      const { x, y } = contentPoint(now.clientX, now.clientY)
      const next = {
        leftPx: Math.min(now.startX, x),
        rightPx: Math.max(now.startX, x),
        topPx: Math.min(now.startY, y),
        bottomPx: Math.max(now.startY, y),
      }
      setBox(next)
      latest.current.onDraw(next, now.isBeside)
    }
    const autoScroll = () => {
      const now = drag.current
      const area = latest.current.scroller.current?.getBoundingClientRect()
      if (now === null || area === undefined || !now.isDrawn) return
      const above = area.top + EDGE_PX - now.clientY
      const below = now.clientY - (area.bottom - EDGE_PX)
      const depth = above > 0 ? -above : below > 0 ? below : 0
      if (depth !== 0) {
        const step = Math.max(-FASTEST_STEP_PX, Math.min(FASTEST_STEP_PX, depth * 0.6))
        latest.current.scrollTo(latest.current.offsetPx() + Math.round(step))
        draw(now)
      }
      frame.current = requestAnimationFrame(autoScroll)
    }
    const move = (event: globalThis.PointerEvent) => {
      const now = drag.current
      if (now === null || event.pointerId !== now.pointerId) return
      const moved = Math.hypot(event.clientX - now.clientX, event.clientY - now.clientY)
      if (!now.isDrawn && moved < MIN_DRAG_PX) return
      if (!now.isDrawn) {
        now.isDrawn = true
        latest.current.onStart()
        frame.current = requestAnimationFrame(autoScroll)
      }
      now.clientX = event.clientX
      now.clientY = event.clientY
      draw(now)
    }
    const end = (event: globalThis.PointerEvent) => {
      const now = drag.current
      if (now === null || event.pointerId !== now.pointerId) return
      drag.current = null
      cancelAnimationFrame(frame.current)
      setBox(null)
      if (now.isDrawn) latest.current.onEnd()
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
    return () => {
      cancelAnimationFrame(frame.current)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
    }
  }, [])

  return {
    box,
    onPointerDown(event) {
      // A finger scrolls; a tile, a button or a heading's text is not empty space.
      if (event.pointerType === 'touch' || event.button !== 0) return
      if (!Number.isNaN(offsetOfTarget(event.target)) || !(event.target instanceof Element)) return
      if (event.target.closest('button, a, input, [role="columnheader"], [role="separator"]')) return
      const element = options.scroller.current
      if (element === null) return
      const area = element.getBoundingClientRect()
      if (event.clientX - area.left >= element.clientWidth) return
      if (event.clientY - area.top >= element.clientHeight) return
      const left = area.left + Number.parseFloat(getComputedStyle(element).paddingLeft)
      drag.current = {
        startX: event.clientX - left + element.scrollLeft,
        startY: event.clientY - area.top - options.headPx + options.offsetPx(),
        clientX: event.clientX,
        clientY: event.clientY,
        isBeside: event.shiftKey || event.ctrlKey || event.metaKey,
        isDrawn: false,
        pointerId: event.pointerId,
      }
    },
  }
}
