import { type Metadata, metadataSizeBytes } from '#contract/images.ts'

/** A field and what it takes of the limit, with its name, quotes and colon. */
export interface FieldSize {
  key: string
  sizeBytes: number
}

const BRACES_BYTES = 2
const COMMA_BYTES = 1

/** Bytes of each field as it is sent. Their sum, the commas between them and the braces are `metadataSizeBytes`. */
export function sizeOfFields(metadata: Metadata): FieldSize[] {
  return Object.entries(metadata).map(([key, value]) => ({
    key,
    sizeBytes: metadataSizeBytes(Object.fromEntries([[key, value]])) - BRACES_BYTES,
  }))
}

/** Fields that find no room below `limitBytes` when they are taken in their order; those that fit after them stay. */
export function fieldsWithoutRoom(metadata: Metadata, limitBytes: number): FieldSize[] {
  let usedBytes = BRACES_BYTES
  let taken = 0
  return sizeOfFields(metadata).filter(({ sizeBytes }) => {
    const neededBytes = sizeBytes + (taken > 0 ? COMMA_BYTES : 0)
    if (usedBytes + neededBytes > limitBytes) return true
    usedBytes += neededBytes
    taken += 1
    return false
  })
}
