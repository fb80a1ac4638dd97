import { useEffect, useState } from 'react'
import { fieldsNow } from '../fields-now.ts'
import { type CheckedList, checkRows } from './check-rows.ts'
import type { ListTable } from './list-table.ts'
import type { Mapping } from './mapping.ts'

/** The rows of a table as they will be sent under a mapping; the ones before while it is worked out anew, at first `null`. */
export function useCheckedList(
  table: ListTable,
  mapping: Mapping,
): { checked: CheckedList | null; isCurrent: boolean } {
  const [result, setResult] = useState<{ mapping: Mapping; checked: CheckedList } | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const { fieldsFor, isPrivateByDefault } = fieldsNow()
    const options = { fieldsFor, isPrivateByDefault, ownOrigin: location.origin, signal: abort.signal }
    checkRows(table, mapping, options).then(
      (checked) => {
        if (!abort.signal.aborted) setResult({ mapping, checked })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) throw error
      },
    )
    return () => abort.abort()
  }, [table, mapping])
  return { checked: result?.checked ?? null, isCurrent: result?.mapping === mapping }
}
