import type { UploadItem, UploadStatus } from '../upload-item.ts'

export type DeskFilter = 'all' | 'decide' | 'failed'

/** What the upload desk says about the whole list. */
export interface DeskSummary {
  rows: number
  /** Held for something only a person can say, review aside. */
  decide: number
  failed: number
  /** Bytes of what is still to be sent, as far as they are known. */
  openBytes: number
  /** Goes when somebody says so: review is all that holds them. */
  sendable: string[]
  /** Held because their id is taken. */
  taken: string[]
}

const SENT: ReadonlySet<UploadStatus> = new Set(['sending', 'asking', 'done'])
const LEFT_OUT: ReadonlySet<UploadStatus> = new Set(['skipped', 'cancelled'])

/** False once bytes are on their way: its row is for reading. */
export function isEditable({ state }: UploadItem): boolean {
  return !SENT.has(state.status)
}

/** It will not be sent unless somebody puts it back. */
export function isLeftOut({ state }: UploadItem): boolean {
  return LEFT_OUT.has(state.status)
}

export function needsDecision({ state }: UploadItem): boolean {
  return state.status === 'held' && state.needs.some(({ kind }) => kind !== 'review')
}

/** One pass over the items. */
export function summarise(items: readonly UploadItem[]): DeskSummary {
  const summary: DeskSummary = {
    rows: items.length,
    decide: 0,
    failed: 0,
    openBytes: 0,
    sendable: [],
    taken: [],
  }
  for (const item of items) {
    const { state, key, sizeBytes } = item
    if (state.status === 'failed') summary.failed += 1
    if (state.status === 'held' || state.status === 'waiting' || state.status === 'checking') {
      summary.openBytes += sizeBytes ?? 0
    }
    if (state.status !== 'held') continue
    if (!needsDecision(item)) summary.sendable.push(key)
    else summary.decide += 1
    if (state.needs.some(({ kind }) => kind === 'id_taken')) summary.taken.push(key)
  }
  return summary
}

/** The rows under a filter, in the order of arrival, so that they stay where they are while they are sent. */
export function rowsOf(
  items: readonly UploadItem[],
  filter: DeskFilter,
  orderOf: (key: string) => number,
): UploadItem[] {
  const shown = items.filter((item) => {
    if (filter === 'decide') return needsDecision(item)
    if (filter === 'failed') return item.state.status === 'failed'
    return true
  })
  const order = new Map(shown.map(({ key }) => [key, orderOf(key)]))
  return shown.toSorted((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0))
}
