import { cx } from '../lib/cx.ts'

/** A quiet place for something that is on its way; hidden from screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-pulse bg-well', className)} />
}
