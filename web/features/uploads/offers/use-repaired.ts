import { useEffect, useState } from 'react'
import { pagePreflight } from '../preflight/page-preflight.ts'
import type { Repair } from '../upload-item.ts'

export type Repaired =
  | { state: 'working' }
  | { state: 'made'; file: File }
  | { state: 'failed'; message: string }

/** The file as it would be after `repairs`, made while somebody looks. `repairs` must stay the same object. */
export function useRepaired(file: File, repairs: readonly Repair[]): Repaired {
  const [repaired, setRepaired] = useState<Repaired>({ state: 'working' })
  useEffect(() => {
    const leaving = new AbortController()
    setRepaired({ state: 'working' })
    pagePreflight.repairFile(file, repairs, leaving.signal).then(
      (made) => setRepaired({ state: 'made', file: made }),
      (error: unknown) => {
        if (leaving.signal.aborted) return
        setRepaired({ state: 'failed', message: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => leaving.abort()
  }, [file, repairs])
  return repaired
}

/** An address of the bytes for as long as they are shown. */
export function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (blob === null) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return blob === null ? null : url
}
