import { useEffect, useState } from 'react'
import { handOver } from './hand-over.ts'
import { canTake, readDrop } from './read-transfer.ts'

/** What hovers over the window. `count`: files, as far as the browser tells; a folder is one item, whatever it holds. */
export interface Hovering {
  readonly what: 'files' | 'addresses'
  readonly count: number | null
}

/** A browser says twice a second or more often that something hovers: silence means that it is gone. */
const SILENCE_MS = 1_000

/**
 * Follows a drag over the whole window, also over dialogs, and takes what is let go. `null`: nothing to take hovers.
 * A drag that began inside this page is no upload, and a link dragged into a text field stays text.
 */
export function useDrag(): Hovering | null {
  const [hovering, setHovering] = useState<Hovering | null>(null)
  useEffect(() => {
    let isOwn = false
    let silence: ReturnType<typeof setTimeout> | undefined
    const leave = () => {
      clearTimeout(silence)
      setHovering(null)
    }
    const begin = () => {
      isOwn = true
    }
    const end = () => {
      isOwn = false
    }
    const over = (event: DragEvent) => {
      const { dataTransfer } = event
      if (dataTransfer === null || isOwn || !canTake(dataTransfer) || isForField(event, dataTransfer))
        return leave()
      event.preventDefault()
      dataTransfer.dropEffect = 'copy'
      clearTimeout(silence)
      silence = setTimeout(leave, SILENCE_MS)
      const next = hoveringOf(dataTransfer)
      setHovering((before) => (before?.what === next.what && before.count === next.count ? before : next))
    }
    const out = (event: DragEvent) => {
      if (event.relatedTarget === null) leave()
    }
    const drop = (event: DragEvent) => {
      const { dataTransfer } = event
      const isOurs =
        dataTransfer !== null && !isOwn && canTake(dataTransfer) && !isForField(event, dataTransfer)
      end()
      leave()
      if (!isOurs) return
      event.preventDefault()
      // Read now: after the event the browser has taken everything away.
      void handOver(readDrop(dataTransfer))
    }
    const listeners = [
      ['dragstart', begin],
      ['dragend', end],
      ['dragenter', over],
      ['dragover', over],
      ['dragleave', out],
      ['drop', drop],
    ] as const
    for (const [type, listener] of listeners) window.addEventListener(type, listener, { capture: true })
    // The end of a drag is not told when its element is gone by then; a pointer that is pressed anew drags nothing.
    window.addEventListener('pointerdown', end, { capture: true })
    return () => {
      clearTimeout(silence)
      for (const [type, listener] of listeners) window.removeEventListener(type, listener, { capture: true })
      window.removeEventListener('pointerdown', end, { capture: true })
    }
  }, [])
  return hovering
}

function hoveringOf(data: DataTransfer): Hovering {
  if (data.types.includes('text/uri-list') || data.types.includes('text/x-moz-url'))
    return { what: 'addresses', count: null }
  const items = [...data.items].filter(({ kind }) => kind === 'file')
  const isExact = items.length > 0 && items.every(({ type }) => type !== '')
  return { what: 'files', count: isExact ? items.length : null }
}

function isForField({ target }: DragEvent, data: DataTransfer): boolean {
  return !data.types.includes('Files') && isTextField(target)
}

/** True where typed text goes. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}
