import { Slider as Primitive } from 'radix-ui'
import { cx } from '../lib/cx.ts'

interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  /** Once, when the drag ends. */
  onCommit?: (value: number) => void
  min: number
  max: number
  step?: number
  /** What a screen reader says for a value: `176 pixels`. */
  valueText?: string
  disabled?: boolean
  className?: string
}

export function Slider(props: SliderProps) {
  return (
    <Primitive.Root
      value={[props.value]}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      {...(props.disabled && { disabled: true })}
      onValueChange={([value]) => value !== undefined && props.onChange(value)}
      onValueCommit={([value]) => value !== undefined && props.onCommit?.(value)}
      className={cx('group relative flex h-6 w-28 touch-none select-none items-center', props.className)}
    >
      <Primitive.Track className="relative h-0.5 grow bg-line-control">
        <Primitive.Range className="absolute h-full bg-ink" />
      </Primitive.Track>
      <Primitive.Thumb
        aria-label={props.label}
        {...(props.valueText && { 'aria-valuetext': props.valueText })}
        className="block size-3.5 rounded-full border-[1.5px] border-ink bg-surface before:absolute before:-inset-1.5 before:content-[''] hover:bg-pencil focus-visible:bg-pencil active:bg-pencil"
      />
    </Primitive.Root>
  )
}
