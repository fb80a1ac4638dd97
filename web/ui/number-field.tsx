import { type ReactNode, useId, useState } from 'react'
import { cx } from '../lib/cx.ts'
import { controlLook, describedBy, Field } from './field.tsx'

interface NumberFieldProps {
  label: ReactNode
  /** `null` is an empty field. */
  value: number | null
  onChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  /** After the number: `px`, `s`. */
  unit?: string
  /** Before the number, inside the control: `W`. */
  prefix?: string
  hint?: ReactNode
  error?: ReactNode
  placeholder?: string
  hideLabel?: boolean
  disabled?: boolean
  className?: string
}

/**
 * A whole number typed, or stepped with the arrow keys (Shift: ten steps). What is typed is kept as typed until it
 * is a number; out of range is the caller's to say in `error`, so that no keystroke is swallowed.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 0, max = Number.MAX_SAFE_INTEGER, step = 1, hint, error } = props
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)

  function take(text: string) {
    setTyped(text)
    const trimmed = text.trim()
    if (trimmed === '') onChange(null)
    else if (/^\d+$/.test(trimmed)) onChange(Number(trimmed))
  }

  function stepBy(steps: number) {
    setTyped(null)
    onChange(Math.min(max, Math.max(min, (value ?? 0) + steps * step)))
  }

  return (
    <Field
      {...{ id, label, hint, error }}
      {...(props.hideLabel && { hideLabel: true })}
      {...(props.className && { className: props.className })}
    >
      <div className="relative">
        {props.prefix && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-ink-faint text-xs">
            {props.prefix}
          </span>
        )}
        <input
          inputMode="numeric"
          autoComplete="off"
          placeholder={props.placeholder}
          disabled={props.disabled}
          value={typed ?? value ?? ''}
          onChange={(event) => take(event.target.value)}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
          }}
          {...describedBy(id, hint, error)}
          className={cx(
            controlLook,
            'caption h-8 text-right text-xs',
            props.prefix && 'pl-7',
            props.unit && 'pr-8',
          )}
        />
        {props.unit && (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-ink-faint text-xs">
            {props.unit}
          </span>
        )}
      </div>
    </Field>
  )
}
