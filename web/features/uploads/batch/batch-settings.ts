import { useSyncExternalStore } from 'react'
import * as z from 'zod'
import { BatchDefaults, type UploadPreset } from '#contract/upload-presets.ts'
import { DEFAULT_BATCH } from './batch-defaults.ts'

/** The preset somebody began with, as it was then. */
export type ChosenPreset = Pick<UploadPreset, 'id' | 'name' | 'version' | 'defaults'>

export interface BatchSettings {
  defaults: BatchDefaults
  preset: ChosenPreset | null
}

const STORAGE_KEY = 'picture-desk.batch'
const Stored = z.object({
  defaults: BatchDefaults,
  preset: z
    .object({ id: z.string(), name: z.string(), version: z.number(), defaults: BatchDefaults })
    .nullable(),
})

const listeners = new Set<() => void>()
let settings: BatchSettings = stored() ?? { defaults: DEFAULT_BATCH, preset: null }

/** The last used ones of this browser, or the ones the desk begins with. */
function stored(): BatchSettings | null {
  try {
    const read = Stored.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export function batchSettings(): BatchSettings {
  return settings
}

export function setBatchSettings(next: BatchSettings): void {
  settings = next
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next))
  } catch {
    // A full or forbidden storage only costs being remembered.
  }
  for (const listener of listeners) listener()
}

export function changeDefaults(change: Partial<BatchDefaults>): void {
  setBatchSettings({ ...settings, defaults: { ...settings.defaults, ...change } })
}

/** Returns how to stop. */
export function watchBatchSettings(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useBatchSettings(): BatchSettings {
  return useSyncExternalStore(watchBatchSettings, batchSettings)
}

/** Whether two sets of defaults send files alike, in whatever order their fields were typed. */
export function sameDefaults(one: BatchDefaults, other: BatchDefaults): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
