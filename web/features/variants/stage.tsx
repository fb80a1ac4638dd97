import { useEffect, useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import type { SourceSize } from './source-size.ts'
import { StageCaption } from './stage-caption.tsx'
import { centred } from './stage-centred.ts'
import { frameVariant, stageMargin, zoomToFit } from './stage-frame.ts'
import { StageHandles } from './stage-handles.tsx'
import { StageOutput } from './stage-output.tsx'
import { shapeTo } from './stage-ratios.ts'
import { StageRulers } from './stage-rulers.tsx'
import { StageSplit } from './stage-split.tsx'
import { type Density, StageToolbar } from './stage-toolbar.tsx'
import { useStageDrag } from './use-stage-drag.ts'

const words = variantWords
/** Stands in until the picture has told its own: usual proportions. */
const UNKNOWN_SOURCE: Size = { width: 12_000, height: 8_000 }

interface StageProps {
  image: Image
  /** `null` until something has told. */
  source: SourceSize | null
  options: VariantOptions
  /** Width by height, when the proportions are locked. */
  ratio: number | null
  /** What the draft really makes, once it is there, and whose work it is. */
  real?: { url: string; note: string } | null
  onRatio: (ratio: number | null) => void
  onResize: (options: VariantOptions) => void
  /** True when a drag begins, false when it ends. */
  onHold: (isHeld: boolean) => void
}

/** The source faint, the output window in pencil. Dragging moves numbers only; nothing is asked of the server. */
export function Stage({ image, source, options, ratio, real, onRatio, onResize, onHold }: StageProps) {
  const well = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<Size>({ width: 800, height: 500 })
  const [snaps, setSnaps] = useState(true)
  const [density, setDensity] = useState<Density>(1)
  /** Where before ends, percent of the stage; `null`: only after is shown. */
  const [split, setSplit] = useState<number | null>(null)

  useEffect(() => {
    const element = well.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      setStage({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const frame = frameVariant(source ?? UNKNOWN_SOURCE, options)
  const { layout, box } = frame
  const { zoom, snap, start, move, end, key } = useStageDrag({
    options,
    box,
    restingZoom: zoomToFit(frame, stage, stageMargin(stage)),
    ratio,
    snaps,
    source: source?.isExact ? source : null,
    onResize,
    onHold,
  })
  const url = thumbnailPath(image, 1280)

  return (
    <>
      <StageToolbar
        ratio={ratio}
        source={source}
        onRatio={(next) => {
          onRatio(next)
          if (next !== null) onResize(shapeTo(options, box, next))
        }}
        snaps={snaps}
        onSnaps={setSnaps}
        compares={split !== null}
        onCompares={(compares) => setSplit(compares ? 50 : null)}
        density={density}
        onDensity={setDensity}
      />
      <section aria-label={words.stage} className="relative flex min-h-0 flex-1 flex-col">
        <div ref={well} className="relative min-h-72 flex-1 overflow-hidden bg-well">
          <div className="absolute top-1/2 left-1/2 size-0">
            <StageOutput
              url={url}
              alt={image.filename ?? image.id}
              frame={frame}
              zoom={zoom}
              options={options}
              realUrl={real?.url ?? null}
            />
          </div>
          {split !== null && (
            <StageSplit
              url={url}
              source={{ width: frame.source.width * zoom, height: frame.source.height * zoom }}
              percent={split}
              onPercent={setSplit}
            />
          )}
          <div className="pointer-events-none absolute top-1/2 left-1/2 size-0">
            <div
              className="pencil-window absolute"
              style={centred({ width: box.width * zoom, height: box.height * zoom })}
            >
              <StageHandles box={box} snap={snap} onStart={start} onMove={move} onEnd={end} onKey={key} />
            </div>
          </div>
          <StageRulers box={box} zoom={zoom} density={density} />
        </div>
        <StageCaption
          source={source}
          layout={layout}
          options={options}
          density={density}
          note={real?.note ?? ''}
          onResize={onResize}
        />
      </section>
    </>
  )
}
