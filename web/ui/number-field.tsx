import { type ReactNode, useId, useState } from 'react'
import { cx } from '../lib/cx.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { readWhole } from '../lib/read-whole.ts'
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
 * A whole number typed, or stepped with the arrow keys (Shift: ten steps). Out of range is the caller's to say in
 * `error`, so that no keystroke is swallowed. What is no number at all stays as typed and is called so (the control
 * is `aria-invalid`) until it is mended, left with Esc, or another value comes from outside.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 0, max = Number.MAX_SAFE_INTEGER, step = 1, hint } = props
  const id = useId()
  /** As typed, and the value that stood then: typing `007` is not to be corrected under the fingers. */
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null)
  const text = typed !== null && typed.value === value ? typed.text : null
  const isNonsense = text !== null && readWhole(text) === undefined
  const error = isNonsense ? messages.common.noWholeNumber : props.error

  function take(next: string) {
    const read = readWhole(next)
    setTyped({ text: next, value: read === undefined ? value : read })
    if (read !== undefined) onChange(read)
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
          value={text ?? value ?? ''}
          onChange={(event) => take(event.target.value)}
          onBlur={() => !isNonsense && setTyped(null)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && isNonsense) setTyped(null)
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
