import { useSyncExternalStore } from 'react'
import * as z from 'zod'
import { VariantShape } from '#contract/variants.ts'
import { isSameDraft, type VariantDraft } from './draft.ts'

/** Unsaved edits of one variant. */
export interface KeptDraft {
  draft: VariantDraft
  /** What the server had when the edits began. */
  base: VariantDraft
}

const StoredDrafts = z.record(z.string(), z.object({ draft: VariantShape, base: VariantShape }))

const STORAGE_KEY = 'picture-desk.variant-drafts'
const listeners = new Set<() => void>()
let kept: ReadonlyMap<string, KeptDraft> | null = null

/**
 * Keeps what was edited of the variant `name` (empty: the new one); `null`, or edits that change nothing, forget it.
 * Outlives stepping away and a reload of the tab.
 */
export function keepDraft(name: string, edits: KeptDraft | null): void {
  const next = new Map(keptDrafts())
  if (edits === null || isSameDraft(edits.draft, edits.base)) next.delete(name)
  else next.set(name, edits)
  kept = next
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(next)))
  } catch {
    // A full or forbidden storage only costs surviving a reload.
  }
  for (const notify of listeners) notify()
}

/** By the variant's name; the empty name is the new one. Read once from the storage, so that it keeps its identity. */
export function keptDrafts(): ReadonlyMap<string, KeptDraft> {
  kept ??= new Map(Object.entries(storedDrafts()))
  return kept
}

export function useKeptDrafts(): ReadonlyMap<string, KeptDraft> {
  return useSyncExternalStore(subscribe, keptDrafts)
}

/** Names of variants with unsaved edits: the same set as long as no name comes or goes, however often one is edited. */
export function useEditedNames(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, editedNames)
}

let names: ReadonlySet<string> = new Set()

function editedNames(): ReadonlySet<string> {
  const now = keptDrafts()
  const isSame = names.size === now.size && [...names].every((name) => now.has(name))
  if (!isSame) names = new Set(now.keys())
  return names
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function storedDrafts(): Record<string, KeptDraft> {
  try {
    return StoredDrafts.parse(JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}'))
  } catch {
    return {}
  }
}
