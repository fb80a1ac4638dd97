import { Lock, LockOpen } from 'lucide-react'
import { LIMITS } from '#contract/limits.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { formatDuration } from '../../lib/duration.ts'
import { variantOptions as means } from '../../lib/messages/variant-options.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { DraftFaults, VariantDraft } from './draft.ts'
import { FitChoice } from './options/fit-choice.tsx'
import { MetadataChoice } from './options/metadata-choice.tsx'

const words = variantWords

interface OptionsPanelProps {
  draft: VariantDraft
  onChange: (draft: VariantDraft) => void
  faults: DraftFaults
  /** Width by height while locked. */
  ratio: number | null
  onRatio: (locked: boolean) => void
}

/** Fit, size and the rest. It does not know where the draft is kept. */
export function OptionsPanel({ draft, onChange, faults, ratio, onRatio }: OptionsPanelProps) {
  const { options } = draft
  const set = (change: Partial<VariantOptions>) => onChange({ ...draft, options: { ...options, ...change } })
  const ttlSeconds = faults.browserTtlSeconds === undefined ? options.browserTtlSeconds : null

  function setSide(side: 'width' | 'height', value: number | null) {
    const other = side === 'width' ? 'height' : 'width'
    if (ratio === null || value === null || options[other] === null) return set({ [side]: value })
    const following = Math.max(1, Math.round(side === 'width' ? value / ratio : value * ratio))
    set({ [side]: value, [other]: Math.min(LIMITS.sidePx, following) })
  }

  return (
    <div className="flex flex-col gap-5">
      <FitChoice options={options} onChange={(fit) => set({ fit })} />
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 font-medium text-sm">{words.sizeTitle}</legend>
        <div className="grid grid-cols-[1fr_auto_1fr] items-start gap-1.5">
          <NumberField
            label={words.width}
            prefix="W"
            hideLabel
            min={1}
            max={LIMITS.sidePx}
            value={options.width}
            onChange={(width) => setSide('width', width)}
            error={faults.width}
          />
          <IconButton
            icon={ratio === null ? LockOpen : Lock}
            label={words.lock}
            aria-pressed={ratio !== null}
            disabled={options.width === null || options.height === null}
            onClick={() => onRatio(ratio === null)}
          />
          <NumberField
            label={words.height}
            prefix="H"
            hideLabel
            min={1}
            max={LIMITS.sidePx}
            value={options.height}
            onChange={(height) => setSide('height', height)}
            error={faults.height}
          />
        </div>
      </fieldset>
      <MetadataChoice mode={options.metadata} onChange={(metadata) => set({ metadata })} />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={words.blur}
          min={1}
          max={LIMITS.blurMax}
          value={options.blur}
          onChange={(blur) => set({ blur: blur === 0 ? null : blur })}
          hint={words.blurHint}
          error={faults.blur}
        />
        <NumberField
          label={words.ttl}
          unit="s"
          step={3600}
          min={LIMITS.browserTtlMinSeconds}
          max={LIMITS.browserTtlMaxSeconds}
          value={options.browserTtlSeconds}
          onChange={(browserTtlSeconds) => set({ browserTtlSeconds })}
          hint={ttlSeconds === null ? words.ttlHint : means.ttlMeans(formatDuration(ttlSeconds))}
          error={faults.browserTtlSeconds}
        />
      </div>
      <Switch
        label={words.access}
        hint={draft.neverRequiresSignedUrl ? means.accessOpen : means.accessSigned}
        checked={draft.neverRequiresSignedUrl}
        onChange={(neverRequiresSignedUrl) => onChange({ ...draft, neverRequiresSignedUrl })}
      />
    </div>
  )
}
