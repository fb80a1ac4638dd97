import { Switch as Primitive } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'

interface SwitchProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: ReactNode
  disabled?: boolean
}

/** On or off at once; for something that needs a Save use a checkbox in the form. */
export function Switch({ label, checked, onChange, hint, disabled }: SwitchProps) {
  const id = useId()
  return (
    <div className={cx('flex justify-between gap-4', hint ? 'items-start' : 'items-center')}>
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="text-ink-soft text-xs">
            {hint}
          </p>
        )}
      </div>
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        {...(disabled && { disabled })}
        {...(hint ? { 'aria-describedby': `${id}-note` } : {})}
        className="relative h-6 w-10 shrink-0 rounded-full border border-line-control bg-well transition-colors disabled:opacity-50 data-[state=checked]:border-ink data-[state=checked]:bg-ink"
      >
        <Primitive.Thumb className="block size-4 translate-x-[3px] rounded-full bg-ink-soft transition-transform data-[state=checked]:translate-x-[19px] data-[state=checked]:bg-pencil" />
      </Primitive.Root>
    </div>
  )
}
