import type { DatabaseSync } from 'node:sqlite'
import { PICTURE_TYPES } from '#contract/views/view.ts'
import {
  type ImageToMeasure,
  type Learnt,
  type MeasuredImage,
  type MeasureStore,
  pauseAfterFailures,
} from '../measure/measure-store.ts'
import type { ImageTable } from './image-table.ts'
import { checksumOf, imageOf, KNOWN, rowOf, type StoredRow, uploadedMsOf } from './stored-row.ts'
import type { Answers } from './sync-writer.ts'

const SVG = PICTURE_TYPES.indexOf('svg')

/** What measuring writes. `now` in ms since 1970. */
export function createMeasureWriter(
  database: DatabaseSync,
  table: ImageTable,
  templateOf: (number: number) => string,
  now: () => number,
): Answers<MeasureStore> & { changed(): number } {
  const next = database.prepare(
    `select * from images where needs = ? and (retry_at is null or retry_at <= ?) order by key desc limit ?`,
  )
  const failed = database.prepare('update images set failures = ?, retry_at = ? where key = ?')
  let changed = 0

  function find({ id, uploadedAt }: MeasuredImage): StoredRow | null {
    const row = table.byId(id)
    return row !== null && uploadedMsOf(row) === Date.parse(uploadedAt) ? row : null
  }

  return {
    next(limit) {
      const facts = next.all(2, now(), limit)
      const bytes = facts.length < limit ? next.all(1, now(), limit - facts.length) : []
      return [...facts, ...bytes].map((found): ImageToMeasure => {
        const row = rowOf(found)
        const { id, uploadedAt, requiresSignedUrl, variants } = imageOf(row, templateOf)
        const needs = row.needs === 2 ? 'facts' : 'bytes'
        return { id, uploadedAt, requiresSignedUrl, variants, needs, failures: row.failures ?? 0 }
      })
    },

    learnt(image, learnt) {
      table.transaction(() => {
        const row = find(image)
        if (row === null) return
        const measured = { ...row, ...columnsOf(learnt), failures: null, retry_at: null }
        for (const name of Object.keys(KNOWN) as (keyof typeof KNOWN)[]) {
          if (learnt[name] !== undefined) measured.known |= KNOWN[name]
        }
        const content = { ...measured, needs: needsOf(measured) }
        const checksum = checksumOf(content)
        if (checksum === row.checksum && row.failures === null) return
        table.store(content)
        changed += 1
      })
    },

    failed(image) {
      table.transaction(() => {
        const row = find(image)
        if (row === null) return
        const failures = (row.failures ?? 0) + 1
        failed.run(failures, now() + pauseAfterFailures(failures), row.key)
      })
    },

    /** Rows whose measurements changed since this was asked last. */
    changed() {
      const count = changed
      changed = 0
      return count
    },
  }
}

function columnsOf(learnt: Learnt): Partial<StoredRow> {
  const { widthPx, heightPx, sizeBytes, type, contentHash, averageColour, perceptualHash } = learnt
  return {
    ...(widthPx !== undefined && { width: widthPx }),
    ...(heightPx !== undefined && { height: heightPx }),
    ...(sizeBytes !== undefined && { bytes: sizeBytes }),
    ...(type !== undefined && { type: type === null ? null : PICTURE_TYPES.indexOf(type) }),
    ...(contentHash !== undefined && { content_hash: bytesOf(contentHash) }),
    ...(perceptualHash !== undefined && { look: bytesOf(perceptualHash) }),
    ...(averageColour !== undefined && {
      colour: averageColour === null ? null : Number.parseInt(averageColour.slice(1), 16),
    }),
  }
}

function bytesOf(hex: string | null): Uint8Array<ArrayBuffer> | null {
  return hex === null ? null : new Uint8Array(Buffer.from(hex, 'hex'))
}

/** 2: facts are missing; 1: only hashes are; 0: nothing is. */
function needsOf({ draft, known, type }: Pick<StoredRow, 'draft' | 'known' | 'type'>): number {
  if (draft === 1) return 0
  const has = (...bits: number[]) => bits.every((bit) => (known & bit) !== 0)
  if (!has(KNOWN.sizeBytes, KNOWN.type)) return 2
  if (type === SVG) return 0
  if (!has(KNOWN.widthPx, KNOWN.heightPx)) return 2
  return has(KNOWN.contentHash, KNOWN.perceptualHash) ? 0 : 1
}
