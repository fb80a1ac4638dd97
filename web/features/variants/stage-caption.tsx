import { TriangleAlert } from 'lucide-react'
import type { VariantLayout } from '#contract/variant-geometry.ts'
import type { Fit, VariantOptions } from '#contract/variants.ts'
import { cx } from '../../lib/cx.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variantStage as words } from '../../lib/messages/variant-stage.ts'
import { variants } from '../../lib/messages/variants.ts'
import { Button } from '../../ui/button.tsx'
import { describeLayout } from './describe-layout.ts'
import type { SourceSize } from './source-size.ts'

/** The fit that does the same and never enlarges; padding has none. */
const MODEST: Partial<Record<Fit, Fit>> = { contain: 'scale-down', cover: 'crop' }

interface StageCaptionProps {
  /** `null` until something has told. */
  source: SourceSize | null
  layout: VariantLayout
  options: VariantOptions
  /** Delivered pixels per CSS pixel. */
  density: number
  /** Whose work is shown; empty while it is the geometry. */
  note: string
  onResize: (options: VariantOptions) => void
}

/**
 * What comes out, in words below the window; on a small screen below the stage, always as high, so that nothing moves under
 * the hand. When pixels are invented it is a warning, with the way out of it.
 */
export function StageCaption({ source, layout, options, density, note, onResize }: StageCaptionProps) {
  const isWarning = source !== null && layout.enlarged
  const modest = isWarning ? MODEST[options.fit] : undefined
  const told = describeLayout(layout, options, source?.isExact === true)
  const { width, height } = layout.canvas
  const css =
    density === 1 ? '' : words.cssSize(Math.round(width / density), Math.round(height / density), density)
  const sentence = [told.size, css, told.notes, isWarning ? words.enlargedMeans : '', note]
  return (
    <div className="pointer-events-none flex flex-wrap content-center items-center justify-center gap-1.5 max-sm:min-h-28 max-sm:border-line max-sm:border-t max-sm:px-3 sm:absolute sm:inset-x-7 sm:bottom-2">
      <p
        aria-live="polite"
        className={cx(
          'caption flex items-center gap-1.5 text-balance rounded-sm px-2 py-1 text-center',
          isWarning ? 'bg-danger text-on-danger' : 'bg-ink text-canvas',
        )}
      >
        {isWarning && <TriangleAlert className="size-3.5 shrink-0" strokeWidth={1.5} aria-hidden />}
        <span>{source === null ? messages.common.loading : sentence.filter(Boolean).join(', ')}</span>
      </p>
      {modest !== undefined && (
        <Button
          size="sm"
          className="pointer-events-auto"
          onClick={() => onResize({ ...options, fit: modest })}
        >
          {words.neverEnlarge(variants.fits[modest].name)}
        </Button>
      )}
    </div>
  )
}
