import { useEffect, useState } from 'react'
import type { ListSource } from '../list-store.ts'
import type { ListFault, ListTable } from './list-table.ts'
import { readListFile, readListText } from './read-list.ts'

/** `null` while it is read. */
type Read = ListTable | ListFault | null

/** The table in a source; `null` while it is read, or without a source. */
export function useListTable(source: ListSource | undefined): Read {
  const [read, setRead] = useState<{ source: ListSource; table: Read } | null>(null)
  useEffect(() => {
    if (source === undefined) return
    let isCurrent = true
    const reading = source.kind === 'file' ? readListFile(source.file) : readListText(source.text)
    void reading.then((table) => {
      if (isCurrent) setRead({ source, table })
    })
    return () => {
      isCurrent = false
    }
  }, [source])
  return read !== null && read.source === source ? read.table : null
}
