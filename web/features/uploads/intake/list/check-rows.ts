import type { ImageIdFault } from '#contract/image-id.ts'
import { metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { UploadFields } from '../../upload-item.ts'
import { createPace } from '../breathe.ts'
import type { FieldsFor } from '../fields-now.ts'
import type { Cell, ListTable } from './list-table.ts'
import type { Mapping } from './mapping.ts'
import { type RowEntry, type RowReadFault, readRow } from './read-row.ts'

export type RowFault =
  | RowReadFault
  | { readonly kind: 'bad_id'; readonly id: string; readonly fault: ImageIdFault | 'uuid' }
  | { readonly kind: 'private_with_id' }
  | { readonly kind: 'creator_too_long' }
  | { readonly kind: 'metadata_too_large'; readonly sizeBytes: number }
  /** An earlier line has the same. */
  | { readonly kind: 'same_id' | 'same_url'; readonly line: number }
  | { readonly kind: 'impossible' }

/** A row as it will be sent, or why it will not. */
export type CheckedRow =
  | { readonly line: number; readonly fault: null; readonly entry: RowEntry; readonly fields: UploadFields }
  | { readonly line: number; readonly fault: RowFault; readonly cells: readonly Cell[] }

export interface CheckedList {
  readonly rows: readonly CheckedRow[]
  readonly faultCount: number
}

interface CheckOptions {
  fieldsFor: FieldsFor
  /** What is asked of a picture that says nothing itself: it may ask for privacy that an own id makes impossible. */
  isPrivateByDefault: boolean
  ownOrigin: string | null
  signal: AbortSignal
}

/**
 * Looks at every row before anything is sent. Gives the page room to breathe.
 * @throws the signal's reason, once a newer check made this one pointless
 */
export async function checkRows(
  { rows }: ListTable,
  mapping: Mapping,
  { fieldsFor, isPrivateByDefault, ownOrigin, signal }: CheckOptions,
): Promise<CheckedList> {
  const seen = { ids: new Map<string, number>(), urls: new Map<string, number>() }
  const checked: CheckedRow[] = []
  let faultCount = 0
  let index = 0
  const pace = createPace()
  for (const row of rows) {
    const rest = pace.rest()
    if (rest !== undefined) await rest
    signal.throwIfAborted()
    const result = checkOne()
    if ('kind' in result) {
      checked.push({ line: row.line, fault: result, cells: row.cells })
      faultCount += 1
    } else {
      checked.push({ line: row.line, fault: null, ...result })
      index += 1
    }

    function checkOne(): RowFault | { entry: RowEntry; fields: UploadFields } {
      const entry = readRow(row, mapping, ownOrigin)
      if ('kind' in entry) return entry
      const { id, isPrivate } = entry.own
      if (id !== undefined && (isPrivate ?? isPrivateByDefault)) return { kind: 'private_with_id' }
      const { url, path, line } = entry
      const fields = fieldsFor(path, index, entry.own)
      if ('kind' in fields) return knownFault(fields)
      if ((fields.creator?.length ?? 0) > LIMITS.creatorCharacters) return { kind: 'creator_too_long' }
      const sizeBytes = metadataSizeBytes(fields.metadata ?? {})
      if (sizeBytes > LIMITS.metadataBytes) return { kind: 'metadata_too_large', sizeBytes }
      const sameUrl = seen.urls.get(url)
      if (sameUrl !== undefined) return { kind: 'same_url', line: sameUrl }
      const sameId = fields.id === undefined ? undefined : seen.ids.get(fields.id)
      if (sameId !== undefined) return { kind: 'same_id', line: sameId }
      seen.urls.set(url, line)
      if (fields.id !== undefined) seen.ids.set(fields.id, line)
      return { entry, fields }
    }
  }
  return { rows: checked, faultCount }
}

function knownFault(fault: Extract<ReturnType<FieldsFor>, { kind: string }>): RowFault {
  if (fault.kind === 'bad_id') return fault
  if (fault.kind === 'metadata_too_large') return fault
  return { kind: 'impossible' }
}
