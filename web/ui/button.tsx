import { cva } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'

const look = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-sm border font-medium text-sm transition-colors disabled:opacity-50 aria-disabled:opacity-50',
  {
    variants: {
      intent: {
        primary: 'border-ink bg-ink text-canvas hover:not-disabled:opacity-85',
        default: 'border-line-strong bg-surface text-ink hover:not-disabled:border-line-control',
        ghost: 'border-transparent bg-transparent text-ink hover:not-disabled:bg-hover',
        danger: 'border-danger bg-danger text-on-danger hover:not-disabled:opacity-85',
        'danger-quiet': 'border-line-strong bg-surface text-danger hover:not-disabled:border-danger',
      },
      size: {
        sm: 'h-7 px-2',
        md: 'h-8 px-3',
        lg: 'h-10 px-4 text-base',
      },
    },
    defaultVariants: { intent: 'default', size: 'md' },
  },
)

interface ButtonProps extends ComponentProps<'button'> {
  intent?: 'primary' | 'default' | 'ghost' | 'danger' | 'danger-quiet'
  size?: 'sm' | 'md' | 'lg'
  /** Shows a turning mark and refuses clicks; the label stays. */
  busy?: boolean
}

export function Button({
  intent,
  size,
  busy,
  className,
  children,
  disabled,
  type,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={cx(look({ intent, size }), className)}
      disabled={disabled}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
      // Not disabled while busy: a disabled button drops the focus, and the keyboard would start again at the top.
      aria-disabled={busy || rest['aria-disabled']}
    >
      {busy && <LoaderCircle className="size-4 animate-spin" strokeWidth={1.5} aria-hidden />}
      {children}
    </button>
  )
}

/** Classes of a button, for links that look like one. */
export function buttonLook(intent: ButtonProps['intent'], size: ButtonProps['size'] = 'md'): string {
  return look({ intent, size })
}
