import { TriangleAlert } from 'lucide-react'
import type { VariantLayout } from '#contract/variant-geometry.ts'
import type { Fit, VariantOptions } from '#contract/variants.ts'
import { variantStage as words } from '../../lib/messages/variant-stage.ts'
import { variants } from '../../lib/messages/variants.ts'
import { Button } from '../../ui/button.tsx'

/** The fit that does the same and never enlarges; padding has none. */
const MODEST: Partial<Record<Fit, Fit>> = { contain: 'scale-down', cover: 'crop' }

interface StageWarningProps {
  layout: VariantLayout
  options: VariantOptions
  onResize: (options: VariantOptions) => void
}

/** Shown when pixels are invented, with the way out of it. The caption of the stage announces the same. */
export function StageWarning({ layout, options, onResize }: StageWarningProps) {
  if (!layout.enlarged) return null
  const modest = MODEST[options.fit]
  return (
    <div className="absolute top-7 right-2 flex max-w-[calc(100%-2.5rem)] items-center gap-2 rounded-sm border border-danger bg-surface py-1 pr-1 pl-2 text-danger text-xs">
      <TriangleAlert className="size-4 shrink-0" strokeWidth={1.5} aria-hidden />
      <span className="py-1">{words.enlarged(layout.scale)}</span>
      {modest !== undefined && (
        <Button size="sm" onClick={() => onResize({ ...options, fit: modest })}>
          {words.neverEnlarge(variants.fits[modest].name)}
        </Button>
      )}
    </div>
  )
}
