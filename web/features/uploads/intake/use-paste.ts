import { useEffect } from 'react'
import { handOver } from './hand-over.ts'
import { readPaste } from './read-transfer.ts'
import { isTextField } from './use-drag.ts'

/** Pictures, files, addresses and lists pasted anywhere go up; text pasted into a field stays text. */
export function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || event.defaultPrevented) return
      const found = readPaste(event.clipboardData, isTextField(event.target))
      const isNothing =
        found.files.length + found.folders.length + found.addresses.length === 0 && found.table === null
      if (isNothing) return
      event.preventDefault()
      void handOver(found)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}
