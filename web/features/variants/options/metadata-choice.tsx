import { METADATA_MODES, type VariantOptions } from '#contract/variants.ts'
import { variantOptions as words } from '../../../lib/messages/variant-options.ts'
import { variants as variantWords } from '../../../lib/messages/variants.ts'
import { Select } from '../../../ui/select.tsx'

type Mode = VariantOptions['metadata']

interface MetadataChoiceProps {
  mode: Mode
  onChange: (mode: Mode) => void
}

/** What stays of what the file says about itself, and what that means for the credit and the position. */
export function MetadataChoice({ mode, onChange }: MetadataChoiceProps) {
  return (
    <Select
      label={variantWords.metadata}
      value={mode}
      onChange={(value) => {
        const chosen = METADATA_MODES.find((known) => known === value)
        if (chosen !== undefined) onChange(chosen)
      }}
      options={METADATA_MODES.map((value) => ({ value, label: variantWords.metadataModes[value] }))}
      hint={`${words.metadataMeans[mode]}${mode === 'none' ? '' : ` ${words.metadataFormats}`}`}
    />
  )
}
