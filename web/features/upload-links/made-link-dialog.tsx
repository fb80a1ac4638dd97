import { useRef } from 'react'
import type { CreatedUploadLink } from '#contract/upload-links.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface MadeLinkDialogProps {
  made: CreatedUploadLink
  onClose: () => void
}

/** The one time the address is shown: to copy, or to scan from a telephone. */
export function MadeLinkDialog({ made: { link, url }, onClose }: MadeLinkDialogProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      open
      role="alertdialog"
      onOpenChange={(open) => !open && onClose()}
      initialFocus={field}
      title={words.madeTitle(link.label)}
      description={words.madeBody}
      footer={
        <>
          <CopyButton look="button" text={url} label={words.copy} />
          <Button intent="primary" onClick={onClose}>
            {words.done}
          </Button>
        </>
      }
    >
      <div className="flex flex-col items-center gap-4 pb-1 sm:flex-row sm:items-start">
        <QrCode text={url} label={words.qr(link.label)} />
        <div className="flex w-full min-w-0 flex-1 flex-col gap-3">
          <TextField
            ref={field}
            label={words.address}
            mono
            readOnly
            value={url}
            onFocus={({ currentTarget }) => {
              currentTarget.select()
              // Selecting scrolls to the end; how the address begins says more.
              requestAnimationFrame(() => currentTarget.scrollTo({ left: 0 }))
            }}
          />
          <p className="text-ink-soft text-sm">{words.reach}</p>
        </div>
      </div>
    </Dialog>
  )
}
