import { cx } from '../lib/cx.ts'
import { splitName } from '../lib/middle-cut.ts'

/** A name on one line, cut in the middle by the browser where it does not fit: its end, which tells files apart, stays. */
export function MiddleCut({ text, className }: { text: string; className?: string }) {
  // A name may hold a line break; the row has one line.
  const [start, end] = splitName(text.replace(/\p{Cc}+/gu, ' '))
  return (
    <span title={text} className={cx('flex min-w-0 overflow-hidden whitespace-nowrap', className)}>
      <bdi className="truncate whitespace-pre">{start}</bdi>
      {end !== '' && <bdi className="whitespace-pre">{end}</bdi>}
    </span>
  )
}
