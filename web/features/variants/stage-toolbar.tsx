import { Magnet, SquareSplitHorizontal } from 'lucide-react'
import type { Size } from '#contract/variant-geometry.ts'
import { variantStage as words } from '../../lib/messages/variant-stage.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { choiceOf, RATIO_PRESETS, ratioOf } from './stage-ratios.ts'

export const DENSITIES = [1, 2, 3] as const
export type Density = (typeof DENSITIES)[number]

interface StageToolbarProps {
  ratio: number | null
  /** `null` when its proportions are not known. */
  source: Size | null
  onRatio: (ratio: number | null) => void
  snaps: boolean
  onSnaps: (snaps: boolean) => void
  compares: boolean
  onCompares: (compares: boolean) => void
  density: Density
  onDensity: (density: Density) => void
}

const PRESETS = RATIO_PRESETS.map(({ name }) => ({ value: name, label: name }))

/** Proportions, settling, before and after, and what the rulers count in. */
export function StageToolbar(props: StageToolbarProps) {
  const { ratio, source, onRatio, snaps, compares, density } = props
  const choice = choiceOf(ratio, source)
  return (
    <fieldset
      aria-label={words.tools}
      className="flex min-w-0 shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-line border-b px-3 py-1.5"
    >
      <Select
        label={words.ratio}
        hideLabel
        title={words.ratio}
        className="w-32"
        value={choice}
        onChange={(chosen) => {
          const next = ratioOf(chosen, source)
          if (next !== undefined) onRatio(next)
        }}
        options={[
          { value: 'free', label: words.ratios.free },
          { value: 'source', label: words.ratios.source, disabled: source === null },
          ...(choice === 'own' ? [{ value: choice, label: words.ratios.own }] : []),
          ...PRESETS,
        ]}
      />
      <IconButton
        icon={Magnet}
        label={words.snap}
        aria-pressed={snaps}
        className="aria-pressed:bg-hover aria-pressed:text-ink"
        onClick={() => props.onSnaps(!snaps)}
      />
      <IconButton
        icon={SquareSplitHorizontal}
        label={words.compare}
        aria-pressed={compares}
        className="aria-pressed:bg-hover aria-pressed:text-ink"
        onClick={() => props.onCompares(!compares)}
      />
      <Segmented
        label={words.density}
        className="ml-auto"
        value={`${density}`}
        onChange={(chosen) => {
          const next = DENSITIES.find((one) => `${one}` === chosen)
          if (next !== undefined) props.onDensity(next)
        }}
        options={DENSITIES.map((one) => ({ value: `${one}`, name: words.densities[one] }))}
      />
    </fieldset>
  )
}
