import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import { controlLook, describedBy, Field } from './field.tsx'

interface SelectProps extends Omit<ComponentProps<'select'>, 'children' | 'onChange' | 'value'> {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string; disabled?: boolean }[]
  hint?: ReactNode
  error?: ReactNode
  hideLabel?: boolean
}

/** The browser's own list: best with a keyboard, a screen reader and a thumb, and no code to load. */
export function Select({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: SelectProps) {
  const id = useId()
  return (
    <Field {...{ id, label, hint, error, ...(hideLabel && { hideLabel }), ...(className && { className }) }}>
      <div className="relative">
        <select
          {...rest}
          {...describedBy(id, hint, error)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={cx(controlLook, 'h-8 cursor-pointer appearance-none pr-8')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          className="pointer-events-none absolute top-2 right-2 size-4 text-ink-soft"
          strokeWidth={1.5}
          aria-hidden
        />
      </div>
    </Field>
  )
}
