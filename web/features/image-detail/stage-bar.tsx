import { Maximize, Minus, Pause, Play, Plus } from 'lucide-react'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

interface StageBarProps {
  /** `''` while it cannot be told. */
  percent: string
  isFit: boolean
  zoom: (factor: number) => void
  /** `null` while the size in pixels is not known. */
  onActual: (() => void) | null
  onWhole: () => void
  /** `null`: nothing moves. */
  animation: { isPlaying: boolean; toggle: () => void } | null
}

const words = imageDetailWords.stage

/** Zoom and play, at the foot of the stage. */
export function StageBar({ percent, isFit, zoom, onActual, onWhole, animation }: StageBarProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps a drag or double click on its buttons from the stage
    <div
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      className="absolute right-3 bottom-3 flex items-center rounded-sm border border-line-strong bg-surface"
    >
      {animation && (
        <IconButton
          icon={animation.isPlaying ? Pause : Play}
          label={animation.isPlaying ? words.pause : words.play}
          shortcut="Space"
          tooltipSide="top"
          className="mr-1"
          onClick={animation.toggle}
        />
      )}
      <IconButton
        icon={Minus}
        label={words.zoomOut}
        shortcut="-"
        tooltipSide="top"
        onClick={() => zoom(1 / 1.5)}
      />
      <output className="caption min-w-12 text-center" aria-label={percent && words.zoom(percent)}>
        {percent}
      </output>
      <IconButton icon={Plus} label={words.zoomIn} shortcut="+" tooltipSide="top" onClick={() => zoom(1.5)} />
      <Button intent="ghost" size="sm" disabled={onActual === null} onClick={() => onActual?.()}>
        {words.actual}
      </Button>
      <IconButton
        icon={Maximize}
        label={words.fit}
        shortcut="0"
        tooltipSide="top"
        aria-pressed={isFit}
        onClick={onWhole}
      />
    </div>
  )
}
