import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { printTerms } from '#contract/views/print-view.ts'
import { fetchWindow, libraryQueries } from '../../api/library.ts'

const SHOWN = 8
/** Fewer letters match everything and help nobody. */
const MIN_CHARACTERS = 2
const TYPING_MS = 120

interface FoundImages {
  images: readonly LibraryImage[]
  isLoading: boolean
  error: unknown
}

/** The newest images whose name, id or metadata holds every word of `typed`. */
export function useFoundImages(typed: string): FoundImages {
  const words = useDelayed(typed.trim(), TYPING_MS)
  const isWanted = words.length >= MIN_CHARACTERS
  const q = printTerms(words.split(/\s+/).map((text) => ({ kind: 'words', negated: false, text })))
  const { data, isFetching, error } = useQuery({
    queryKey: [...libraryQueries.all(), 'found', q] as const,
    queryFn: ({ signal }) => fetchWindow({ q, sort: 'uploaded-descending', until: null }, 0, SHOWN, signal),
    enabled: isWanted,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
  return { images: isWanted ? (data?.items ?? []) : [], isLoading: isWanted && isFetching, error }
}

function useDelayed<T>(value: T, delayMs: number): T {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return delayed
}
