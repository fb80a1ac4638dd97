import { openBatch } from '../../batch/batch.ts'
import { takeIn } from '../../uploads-store.ts'
import { breathe } from '../breathe.ts'
import { createBatch } from '../requests.ts'
import type { CheckedRow } from './check-rows.ts'

const ROWS_AT_ONCE = 500

/** Takes in the rows without faults, by the same rules as they were shown. */
export async function addRows(rows: readonly CheckedRow[], review: boolean): Promise<void> {
  const good = rows.flatMap((row) => (row.fault === null ? [row] : []))
  const make = createBatch(openBatch, review)
  for (let at = 0; at < good.length; at += ROWS_AT_ONCE) {
    if (at > 0) await breathe()
    takeIn(
      make(
        good.slice(at, at + ROWS_AT_ONCE).map(({ entry }) => ({
          source: { kind: 'url', url: entry.url },
          path: entry.path,
          own: entry.own,
        })),
      ),
    )
  }
}
