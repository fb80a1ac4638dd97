import { cx } from '../lib/cx.ts'
import { plainName, splitName } from '../lib/middle-cut.ts'

/** A name on one line, cut in the middle by the browser where it does not fit: its end, which tells files apart, stays. */
export function MiddleCut({ text, className }: { text: string; className?: string }) {
  const [start, end] = splitName(plainName(text))
  return (
    <span title={text} className={cx('flex min-w-0 overflow-hidden whitespace-nowrap', className)}>
      <bdi className="truncate whitespace-pre">{start}</bdi>
      {end !== '' && (
        <bdi dir="ltr" className="whitespace-pre">
          {end}
        </bdi>
      )}
    </span>
  )
}
