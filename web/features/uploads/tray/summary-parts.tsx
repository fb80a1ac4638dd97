import { Fragment } from 'react'
import { uploadsTray as words } from '../../../lib/messages/uploads-tray.ts'
import type { UploadsSnapshot } from '../queue/empty-snapshot.ts'

const LOOKS = { done: '', failed: 'text-danger', other: 'text-ink-soft' } as const

/** How a batch ended, in one line; only what failed is red. */
export function SummaryParts({ counts }: Pick<UploadsSnapshot, 'counts'>) {
  return words.summaryParts(counts).map(({ kind, text }, at) => (
    <Fragment key={kind}>
      {at > 0 && ', '}
      <span className={LOOKS[kind]}>{text}</span>
    </Fragment>
  ))
}
