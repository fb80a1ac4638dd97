import { X } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useId } from 'react'
import { type FocalPoint, printFocalPoint, readFocalPoint } from '#contract/focal-point.ts'
import type { Image } from '#contract/images.ts'
import { formatPercent } from '../../lib/format.ts'
import { metadataWords as words } from '../../lib/messages/metadata.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { FocalPicture } from './focal-picture.tsx'

interface FocalPointFieldProps {
  image: Image
  label: string
  help: string
  value: unknown
  onChange: (value: string | undefined) => void
}

const CENTRE: FocalPoint = { x: 0.5, y: 0.5 }
const MOVES: Readonly<Record<string, FocalPoint>> = {
  ArrowLeft: { x: -0.01, y: 0 },
  ArrowRight: { x: 0.01, y: 0 },
  ArrowUp: { x: 0, y: -0.01 },
  ArrowDown: { x: 0, y: 0.01 },
}

/** The picture itself is the control: a click sets the point, arrow keys move it by a hundredth, with Shift by a tenth. */
export function FocalPointField({ image, label, help, value, onChange }: FocalPointFieldProps) {
  const note = useId()
  const point = readFocalPoint(value)
  const set = (next: FocalPoint) => onChange(printFocalPoint(next))

  function onClick(event: MouseEvent<HTMLButtonElement>) {
    // Enter and the space bar click too, but nowhere.
    if (event.detail === 0) return set(point ?? CENTRE)
    const box = event.currentTarget.getBoundingClientRect()
    set({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height })
  }
  function onKeyDown(event: KeyboardEvent) {
    const move = MOVES[event.key]
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    // The page walks with the same keys.
    event.preventDefault()
    const { x, y } = point ?? CENTRE
    const times = event.shiftKey ? 10 : 1
    set({ x: x + move.x * times, y: y + move.y * times })
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="flex w-full items-center justify-between gap-2">
        <span className="font-medium text-sm">{label}</span>
        {value !== undefined && (
          <IconButton icon={X} label={words.focal.clear} onClick={() => onChange(undefined)} />
        )}
      </span>
      {!image.draft && (
        <button
          type="button"
          aria-label={words.focal.pick(label)}
          aria-describedby={note}
          className="max-w-full cursor-crosshair border border-line-control"
          {...{ onClick, onKeyDown }}
        >
          <FocalPicture image={image} point={point} className="max-h-56" />
        </button>
      )}
      <p id={note} role="status" className="text-ink-soft text-xs">
        {point ? words.focal.at(formatPercent(point.x), formatPercent(point.y)) : words.focal.none} {help}
      </p>
    </div>
  )
}
