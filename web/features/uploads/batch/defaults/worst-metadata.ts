import { type Metadata, metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { UploadItem } from '../../upload-item.ts'
import { batchFiles } from '../batch.ts'
import { isFault } from '../batch-defaults.ts'
import { isEditable, isLeftOut } from '../desk-rows.ts'
import type { WorstMetadata } from './metadata-defaults.tsx'

/** Sizes are counted once for each set of fields: ten thousand files change together, and are painted often. */
const counted = new WeakMap<Metadata, number>()

/** The largest metadata among the files that can still be sent; never less than the defaults alone. */
export function worstMetadata(items: readonly UploadItem[], defaults: Metadata): WorstMetadata {
  const worst: WorstMetadata = { sizeBytes: sizeOf(defaults), path: null, over: 0 }
  for (const item of items) {
    if (!isEditable(item) || isLeftOut(item)) continue
    const fields = batchFiles.fieldsOf(item.key) ?? item.fields
    const sizeBytes = isFault(fields)
      ? fields.kind === 'metadata_too_large'
        ? fields.sizeBytes
        : 0
      : sizeOf(fields.metadata ?? {})
    if (sizeBytes > LIMITS.metadataBytes) worst.over += 1
    if (sizeBytes >= worst.sizeBytes) {
      worst.sizeBytes = sizeBytes
      worst.path = item.path
    }
  }
  return worst
}

function sizeOf(metadata: Metadata): number {
  const known = counted.get(metadata)
  if (known !== undefined) return known
  const sizeBytes = metadataSizeBytes(metadata)
  counted.set(metadata, sizeBytes)
  return sizeBytes
}
