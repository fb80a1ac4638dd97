import { crc32 } from 'node:zlib'
import * as z from 'zod'
import { parseImageId } from '#contract/image-id.ts'
import type { Image, Metadata } from '#contract/images.ts'
import type { LibraryImage, Measurements } from '#contract/library.ts'
import { PICTURE_TYPES } from '#contract/views/view.ts'
import { msOfKey } from './image-key.ts'
import { DamagedRowError } from './schema.ts'
import { variantsFrom } from './variant-sets.ts'

const bytes = z.instanceof(Uint8Array).nullable()
const whole = z.number().nullable()
const text = z.string().nullable()

/** A row of `images` as it is stored; schema.ts says what the columns mean. */
export const StoredRow = z.object({
  key: z.number(),
  id: z.string(),
  filename: text,
  creator: text,
  meta: text,
  private: z.number(),
  draft: z.number(),
  uploaded: whole,
  folder: z.string(),
  has_alt: z.number(),
  variant_set: whole,
  variants: text,
  former: text,
  width: whole,
  height: whole,
  bytes: whole,
  type: whole,
  content_hash: bytes,
  look: bytes,
  colour: whole,
  known: z.number(),
  needs: z.number(),
  checksum: z.number(),
  generation: z.number(),
  touched: z.number(),
  failures: whole,
  retry_at: whole,
})
export type StoredRow = z.infer<typeof StoredRow>

export const COLUMNS = StoredRow.keyof().options

/** @throws DamagedRowError when it is not as it was written */
export function rowOf(found: unknown): StoredRow {
  const parsed = StoredRow.safeParse(found)
  if (!parsed.success || checksumOf(parsed.data) !== parsed.data.checksum) {
    throw new DamagedRowError('A row of the index is damaged')
  }
  return parsed.data
}

/** SQLite has no checksums of its own: a flipped bit would be shown to somebody as the truth. */
export function checksumOf(row: Omit<StoredRow, 'checksum'>): number {
  return crc32(
    JSON.stringify([
      ...[row.key, row.id, row.filename, row.creator, row.meta, row.private, row.draft, row.uploaded],
      ...[row.folder, row.has_alt, row.variant_set, row.variants, row.former, row.width, row.height],
      ...[row.bytes, row.type, hexOf(row.content_hash), hexOf(row.look), row.colour, row.known, row.needs],
    ]),
  )
}

/** Bits of `known`. */
export const KNOWN = {
  widthPx: 1,
  heightPx: 2,
  sizeBytes: 4,
  type: 8,
  contentHash: 16,
  averageColour: 32,
  perceptualHash: 64,
} as const

export function uploadedMsOf({ key, uploaded }: Pick<StoredRow, 'key' | 'uploaded'>): number {
  return uploaded ?? msOfKey(key)
}

/** @throws DamagedRowError */
export function libraryImageOf(row: StoredRow, templateOf: (number: number) => string): LibraryImage {
  return { ...imageOf(row, templateOf), folder: row.folder, measurements: measurementsOf(row) }
}

/** What the Images API told. @throws DamagedRowError */
export function imageOf(row: StoredRow, templateOf: (number: number) => string): Image {
  const id = parseImageId(row.id)
  if (id === null) throw new DamagedRowError('A row of the index has no image id')
  const template = row.variants ?? (row.variant_set === null ? '[]' : templateOf(row.variant_set))
  return {
    id,
    filename: row.filename,
    uploadedAt: new Date(uploadedMsOf(row)).toISOString(),
    creator: row.creator,
    metadata: metadataOf(row.meta),
    requiresSignedUrl: row.private === 1,
    draft: row.draft === 1,
    variants: variantsFrom(template, row.id),
  }
}

/** The metadata as it was written by us: JSON of an object. @throws DamagedRowError */
export function metadataOf(meta: string | null): Metadata | null {
  if (meta === null) return null
  const parsed = ParsedMetadata.safeParse(meta)
  if (!parsed.success) throw new DamagedRowError('A row of the index has broken metadata')
  return parsed.data
}

/** Its values came out of `JSON.parse`, so they are JSON; checking each again would be most of the cost of a row. */
const ParsedMetadata = z.string().transform((value, context): Metadata => {
  try {
    const parsed: unknown = JSON.parse(value)
    const object = z.custom<Metadata>((it) => typeof it === 'object' && it !== null).safeParse(parsed)
    if (object.success) return object.data
  } catch {
    // Told below.
  }
  context.addIssue('Not a JSON object')
  return z.NEVER
})

export function measurementsOf(row: StoredRow): Measurements | null {
  if (row.known === 0) return null
  return {
    widthPx: row.width,
    heightPx: row.height,
    sizeBytes: row.bytes,
    type: row.type === null ? null : (PICTURE_TYPES[row.type] ?? null),
    contentHash: hexOf(row.content_hash),
    averageColour: row.colour === null ? null : `#${row.colour.toString(16).padStart(6, '0')}`,
  }
}

export function hexOf(value: Uint8Array | null): string | null {
  return value === null ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
}
