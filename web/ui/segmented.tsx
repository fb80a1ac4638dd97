import { ToggleGroup as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
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

/** One of a few, all in sight. Arrow keys move, the choice follows a press of Space or Enter. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <Primitive.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={(chosen) => {
        const option = props.options.find(({ value }) => value === chosen)
        if (option) props.onChange(option.value)
      }}
      className={cx('inline-flex shrink-0 rounded-sm border border-line-control', props.className)}
    >
      {props.options.map((option, index) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={option.name}
          title={option.content ? option.name : undefined}
          className={cx(
            'grid h-[30px] min-w-8 place-items-center px-2 text-ink-soft text-sm first:rounded-l-[3px] last:rounded-r-[3px] hover:bg-hover focus-visible:z-10 data-[state=on]:bg-ink data-[state=on]:text-canvas',
            index > 0 && 'border-line-control border-l',
            props.itemClassName,
          )}
        >
          {option.content ?? option.name}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  )
}
