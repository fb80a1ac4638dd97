import { type ReactNode, useId } from 'react'

interface CheckboxProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: ReactNode
  disabled?: boolean
}

/** Part of a form; for something that happens at once use a switch. */
export function Checkbox({ label, checked, onChange, hint, disabled }: CheckboxProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        {...(hint ? { 'aria-describedby': `${id}-note` } : {})}
        className="mt-0.5 size-6 shrink-0 accent-ink disabled:opacity-50"
      />
      <div className="min-w-0 pt-0.5">
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="text-ink-soft text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
