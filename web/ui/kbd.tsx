import { cx } from '../lib/cx.ts'

/** A key cap. */
export function Kbd({ children, tone = 'normal' }: { children: string; tone?: 'normal' | 'inverse' }) {
  return (
    <kbd
      className={cx(
        'rounded-[3px] border px-1 font-medium font-mono text-[10.5px] leading-4',
        tone === 'normal' ? 'border-line text-ink-faint' : 'border-current text-canvas',
      )}
    >
      {children}
    </kbd>
  )
}
