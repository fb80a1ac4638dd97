import { messages } from '../../lib/messages/catalogue.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-field.tsx'

/** Shown where the browser refuses the clipboard: the text itself, selected. `null` keeps it closed. */
export function CopyByHand({ text, onClose }: { text: string | null; onClose: () => void }) {
  const words = messages.images
  return (
    <Dialog
      open={text !== null}
      onOpenChange={(open) => !open && onClose()}
      title={words.copyFailedTitle}
      description={words.copyFailedBody}
    >
      <div className="pb-4">
        <TextArea
          label={messages.common.copy}
          hideLabel
          mono
          readOnly
          rows={8}
          value={text ?? ''}
          onFocus={(event) => event.target.select()}
        />
      </div>
    </Dialog>
  )
}
