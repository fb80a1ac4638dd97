import { useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { acceptImages, fetchWaitingOf } from '../../api/upload-links.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { acceptAll } from './accept-all.ts'

interface AcceptAllDialogProps {
  label: string
  onClose: () => void
  onAccepted: (ids: ReadonlySet<string>) => void
}

/** Takes in everything of one link, however much it is, with what arrives meanwhile. */
export function AcceptAllDialog({ label, onClose, onAccepted }: AcceptAllDialogProps) {
  const [done, setDone] = useState(0)

  async function run() {
    const { accepted, failed } = await acceptAll({
      fetchNext: async (limit) => (await fetchWaitingOf(label, limit)).items,
      accept: acceptImages,
      onProgress: setDone,
      mayGoOn: () => true,
    })
    onAccepted(new Set(accepted))
    const [first] = failed
    if (first !== undefined) {
      throw new ApiError('refused', words.acceptFailed(failed.length, first.message), 0)
    }
    notifySuccess(words.accepted(accepted.length))
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.acceptAllTitle(label)}
      body={done > 0 ? words.accepted(done) : words.acceptAllBody}
      confirmLabel={words.acceptAll}
      onConfirm={run}
    />
  )
}
