import type { Variant, VariantState } from '#contract/variants.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { VersionList } from './version-list.tsx'

const words = variantVersions.history

interface HistoryDialogProps {
  variant: Variant
  onClose: () => void
  /** The version is to be put on the stage, not saved yet. */
  onRestore: (state: VariantState) => void
}

/** The history of a variant; going back to a version is a save like any other. */
export function HistoryDialog({ variant, onClose, onRestore }: HistoryDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title(variant.name)}
      description={words.intro}
    >
      <VersionList
        name={variant.name}
        now={variant}
        onRestore={(state) => {
          onClose()
          onRestore(state)
        }}
      />
    </Dialog>
  )
}
