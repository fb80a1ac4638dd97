import { useEffect } from 'react'

/** As much of a `DataTransfer` as is read of one. */
export interface Transfer {
  readonly types: readonly string[]
  readonly items: Iterable<Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry' | 'getAsFile'>>
  getData(type: string): string
}

/** What was handed over before the code that takes it in was there. */
export interface EarlyTransfer {
  readonly how: 'drop' | 'paste'
  readonly transfer: Transfer
}

const TEXTS = ['text/plain', 'text/html', 'text/uri-list', 'text/x-moz-url']

let kept: EarlyTransfer[] = []
let isOver = false

/** Keeps drops and pastes until {@link takeEarlyTransfers}: a file dropped too early would replace the page. */
export function useEarlyTransfers(): void {
  useEffect(() => {
    let isOwnDrag = false
    const begin = () => {
      isOwnDrag = true
    }
    const hold = (event: DragEvent) => {
      if (!isOver && !isOwnDrag && event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      hold(event)
      if (event.defaultPrevented) keep('drop', event.dataTransfer)
    }
    const paste = (event: ClipboardEvent) => {
      const { target } = event
      if (!(target instanceof Element && target.matches('input, textarea')))
        keep('paste', event.clipboardData)
    }
    const until = new AbortController()
    const { signal } = until
    window.addEventListener('dragstart', begin, { signal })
    window.addEventListener('dragover', hold, { signal })
    window.addEventListener('drop', drop, { signal })
    window.addEventListener('paste', paste, { signal })
    return () => until.abort()
  }, [])
}

/** All that was kept, in its order; from now on somebody else listens. */
export function takeEarlyTransfers(): EarlyTransfer[] {
  const taken = kept
  kept = []
  isOver = true
  return taken
}

/** A copy, for the browser takes everything away after the event. */
function keep(how: EarlyTransfer['how'], data: DataTransfer | null): void {
  if (isOver || data === null) return
  const texts = new Map(TEXTS.map((type) => [type, data.getData(type)]))
  const items = [...data.items].map((item) => {
    const [entry, file] = [item.webkitGetAsEntry(), item.getAsFile()]
    return { kind: item.kind, webkitGetAsEntry: () => entry, getAsFile: () => file }
  })
  kept.push({ how, transfer: { types: data.types, items, getData: (type) => texts.get(type) ?? '' } })
}
