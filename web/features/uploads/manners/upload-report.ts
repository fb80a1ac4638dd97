import { csvOf } from '../../../lib/csv.ts'
import type { UploadFailure, UploadItem, UploadState } from '../upload-item.ts'

const COLUMNS = ['path', 'state', 'image id', 'reason', 'bytes', 'sha256']

export interface ReportWords {
  explain: (failure: UploadFailure) => string
  sameAs: (name: string) => string
}

/**
 * The report of the uploads as CSV (RFC 4180: a header, CRLF), one line an item in the order given. A value that a
 * spreadsheet could take for a formula gets an apostrophe before it. Unknown figures are empty.
 */
export function reportOf(items: readonly UploadItem[], words: ReportWords): string {
  const data = items.map(({ path, state, sizeBytes, facts }) => [
    path,
    state.status,
    imageIdOf(state),
    reasonOf(state, words),
    sizeBytes ?? facts?.sizeBytes ?? '',
    facts?.contentHash ?? '',
  ])
  return csvOf(COLUMNS, data)
}

/** Of the image that came of it, or that was there before. */
function imageIdOf(state: UploadState): string {
  if (state.status === 'done') return state.image.id
  if (state.status === 'skipped' && state.twin?.where === 'library') return state.twin.image.id
  return ''
}

function reasonOf(state: UploadState, words: ReportWords): string {
  if (state.status === 'failed') return words.explain(state.failure)
  if (state.status !== 'skipped' || state.twin === null) return ''
  return words.sameAs(state.twin.where === 'library' ? state.twin.image.name : state.twin.path)
}
