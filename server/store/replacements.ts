import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { Metadata } from '#contract/images.ts'

/** A file on our disk, as it goes to the upstream. */
const KeptFile = z.object({
  name: z.string(),
  /** Media type. */
  type: z.string(),
  sizeBytes: z.number(),
  /** SHA-256, hex. */
  contentHash: z.string(),
})
export type KeptFile = z.infer<typeof KeptFile>

export interface Replacement {
  imageId: ImageId
  /** Names its two files. */
  key: string
  state: 'putting_new' | 'putting_old' | 'replaced' | 'restored' | 'displaced'
  metadata: Metadata | null
  creator: string | null
  /** ISO 8601; of the image that had the id before. */
  oldUploadedAt: string
  oldFile: KeptFile
  newFile: KeptFile
  reason: string | null
  rescuedId: ImageId | null
}

/** Replacements of files, each written before its effect. One per image; a new one takes the place of a finished one. */
export interface Replacements {
  get(imageId: ImageId): Replacement | null
  begin(replacement: Omit<Replacement, 'state' | 'reason' | 'rescuedId'>): void
  /** From now on the old file is to be put back. */
  restore(imageId: ImageId, reason: string): void
  finish(imageId: ImageId, state: 'replaced' | 'restored' | 'displaced', rescuedId: ImageId | null): void
  /** As if it had never begun. */
  forget(imageId: ImageId): void
  /** Oldest first. */
  unfinished(): Replacement[]
  /** Forgets what was over and begun before `ms`. */
  prune(ms: number): void
}

/** @param now milliseconds since 1970 */
export function createReplacements(store: DatabaseSync, now: () => number = Date.now): Replacements {
  const one = store.prepare('select * from replacements where image_id = ?')
  const put = store.prepare(`
    insert or replace into replacements
      (image_id, key, state, metadata, creator, old_uploaded_at, old_file, new_file, begun_at_ms)
    values (?, ?, 'putting_new', ?, ?, ?, ?, ?, ?)`)
  const back = store.prepare("update replacements set state = 'putting_old', reason = ? where image_id = ?")
  const end = store.prepare('update replacements set state = ?, rescued_id = ? where image_id = ?')
  const drop = store.prepare('delete from replacements where image_id = ?')
  const open = store.prepare(
    "select * from replacements where state in ('putting_new', 'putting_old') order by begun_at_ms",
  )
  const pruneOld = store.prepare(
    "delete from replacements where state not in ('putting_new', 'putting_old') and begun_at_ms < ?",
  )

  return {
    get(imageId) {
      const row = one.get(imageId)
      return row === undefined ? null : rowOf(row)
    },
    begin({ imageId, key, metadata, creator, oldUploadedAt, oldFile, newFile }) {
      const meta = metadata === null ? null : JSON.stringify(metadata)
      const files = [JSON.stringify(oldFile), JSON.stringify(newFile)] as const
      put.run(imageId, key, meta, creator, oldUploadedAt, ...files, now())
    },
    restore: (imageId, reason) => void back.run(reason, imageId),
    finish: (imageId, state, rescuedId) => void end.run(state, rescuedId, imageId),
    forget: (imageId) => void drop.run(imageId),
    unfinished: () => open.all().map(rowOf),
    prune: (ms) => void pruneOld.run(ms),
  }
}

const Id = z.string().transform((value, context) => {
  const id = parseImageId(value)
  if (id !== null) return id
  context.addIssue('no image id')
  return z.NEVER
})
const json = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape)

const Row = z
  .object({
    image_id: Id,
    key: z.string(),
    state: z.enum(['putting_new', 'putting_old', 'replaced', 'restored', 'displaced']),
    metadata: json(Metadata).nullable(),
    creator: z.string().nullable(),
    old_uploaded_at: z.string(),
    old_file: json(KeptFile),
    new_file: json(KeptFile),
    reason: z.string().nullable(),
    rescued_id: Id.nullable(),
  })
  .transform(
    (row): Replacement => ({
      imageId: row.image_id,
      key: row.key,
      state: row.state,
      metadata: row.metadata,
      creator: row.creator,
      oldUploadedAt: row.old_uploaded_at,
      oldFile: row.old_file,
      newFile: row.new_file,
      reason: row.reason,
      rescuedId: row.rescued_id,
    }),
  )

const rowOf = (row: unknown): Replacement => Row.parse(row)
