import { useSyncExternalStore } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import { Metadata } from '#contract/images.ts'
import { type DraftHistory, NO_HISTORY, recordEdit, redo, undo } from './draft-history.ts'

/** Unsaved edits of one image. */
export interface MetadataDraft {
  /** Raw JSON as typed; both views edit this one text. */
  text: string
  /** What the server had when the edits began. */
  base: Metadata
}

const STORAGE_PREFIX = 'picture-desk.metadata-draft.'
const listeners = new Set<() => void>()
/** Read once from the storage, so that snapshots keep their identity. */
const drafts = new Map<string, MetadataDraft | null>()

/** Steps of this tab's life; the draft itself outlives a reload, they do not. */
const histories = new Map<string, DraftHistory>()

/** An edit that can be undone; `part` is the field, or the JSON as a whole. */
export function editMetadata(id: ImageId, before: MetadataDraft, text: string, part: string): void {
  histories.set(id, recordEdit(historyOf(id), { before: before.text, part, atMs: performance.now() }))
  setMetadataDraft(id, { ...before, text })
}

/** One step through the edits; nothing at the end of them. */
export function stepMetadata(id: ImageId, now: MetadataDraft, way: 'undo' | 'redo'): void {
  const step = (way === 'undo' ? undo : redo)(historyOf(id), now.text)
  if (step === null) return
  histories.set(id, step.history)
  setMetadataDraft(id, { ...now, text: step.text })
}

/** After saving or discarding: there is nothing to go back to. */
export function endMetadataDraft(id: ImageId): void {
  histories.delete(id)
  setMetadataDraft(id, null)
}

export function useMetadataHistory(id: ImageId): DraftHistory {
  return useSyncExternalStore(subscribe, () => historyOf(id))
}

const historyOf = (id: ImageId) => histories.get(id) ?? NO_HISTORY

/** Unsaved edits outlive stepping away and a reload of the tab. */
export function setMetadataDraft(id: ImageId, draft: MetadataDraft | null): void {
  drafts.set(id, draft)
  try {
    if (draft === null) sessionStorage.removeItem(STORAGE_PREFIX + id)
    else sessionStorage.setItem(STORAGE_PREFIX + id, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage only costs surviving a reload.
  }
  for (const listener of listeners) listener()
}

export function useMetadataDraft(id: ImageId): MetadataDraft | null {
  return useSyncExternalStore(subscribe, () => readDraft(id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readDraft(id: ImageId): MetadataDraft | null {
  const known = drafts.get(id)
  if (known !== undefined) return known
  const draft = storedDraft(id)
  drafts.set(id, draft)
  return draft
}

function storedDraft(id: ImageId): MetadataDraft | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORAGE_PREFIX + id) ?? 'null')
    if (typeof stored !== 'object' || stored === null || !('text' in stored) || !('base' in stored))
      return null
    const base = Metadata.safeParse(stored.base)
    return typeof stored.text === 'string' && base.success ? { text: stored.text, base: base.data } : null
  } catch {
    return null
  }
}

export function metadataText(metadata: Metadata): string {
  return JSON.stringify(metadata, null, 2)
}

/** `text` as metadata, or why it is none. Empty text is empty metadata. */
export function parseMetadataText(
  text: string,
): { metadata: Metadata } | { fault: 'syntax' | 'not_an_object' } {
  if (text.trim() === '') return { metadata: {} }
  try {
    const parsed = Metadata.safeParse(JSON.parse(text))
    return parsed.success ? { metadata: parsed.data } : { fault: 'not_an_object' }
  } catch {
    return { fault: 'syntax' }
  }
}
