import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Variant, VariantState } from '#contract/variants.ts'
import { variantQueries } from '../../../api/variants.ts'
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
  const client = useQueryClient()
  const { name } = variant
  useEffect(() => void lookAgain(client, name), [client, name])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title(name)}
      description={words.intro}
    >
      <VersionList
        name={name}
        now={variant}
        onRestore={(state) => {
          onClose()
          onRestore(state)
        }}
      />
    </Dialog>
  )
}

/** What was changed elsewhere becomes a version when the list is read. Without an answer the history is as it was. */
async function lookAgain(client: QueryClient, name: string): Promise<void> {
  try {
    await client.fetchQuery({ ...variantQueries.list(), staleTime: 0 })
    await client.invalidateQueries({ queryKey: variantQueries.versions(name).queryKey })
  } catch {
    // The list itself says so where it stands.
  }
}
