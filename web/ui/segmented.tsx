import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'

interface SegmentedProps<Value extends string> {
  /** Says what is chosen between. */
  label: string
  value: Value
  onChange: (value: Value) => void
  /** `name` is what a screen reader says when `content` is an icon or a drawing. */
  options: readonly { value: Value; name: string; content?: ReactNode }[]
  className?: string
  itemClassName?: string
}

/** One of a few, all in sight: radio buttons in a row, so the arrow keys choose. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const group = useId()
  return (
    <fieldset
      aria-label={props.label}
      className={cx('inline-flex shrink-0 rounded-sm border border-line-control', props.className)}
    >
      {props.options.map((option, index) => (
        <label
          key={option.value}
          title={option.content ? option.name : undefined}
          className={cx(
            'relative grid h-[30px] min-w-8 cursor-pointer place-items-center px-2 text-ink-soft text-sm first:rounded-l-[3px] last:rounded-r-[3px] has-checked:bg-ink has-checked:text-canvas not-has-checked:hover:bg-hover',
            'has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-pencil has-focus-visible:outline-offset-1 has-focus-visible:shadow-[0_0_0_4px_var(--ink)]',
            index > 0 && 'border-line-control border-l',
            props.itemClassName,
          )}
        >
          <input
            type="radio"
            name={group}
            aria-label={option.name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none focus-visible:shadow-none focus-visible:outline-none"
          />
          {option.content ?? option.name}
        </label>
      ))}
    </fieldset>
  )
}
