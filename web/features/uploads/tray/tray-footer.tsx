import { FolderUp, ImagePlus, Link2 } from 'lucide-react'
import { useState } from 'react'
import { messages } from '../../../lib/messages/catalogue.ts'
import { intake } from '../../../lib/messages/intake.ts'
import { uploadsTray } from '../../../lib/messages/uploads-tray.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { openList } from '../intake/list-store.ts'
import { openCount, type UploadsSnapshot } from '../queue/empty-snapshot.ts'
import { withQueue } from '../uploads-store.ts'
import { Picker } from './picker.tsx'

/** So many are cancelled without a question: they are chosen again in a moment. */
const UNASKED = 10

/** Ways in, and what can be done to all. */
export function TrayFooter({ uploads }: { uploads: UploadsSnapshot }) {
  const { counts, retryable } = uploads
  const words = messages.uploads
  const open = openCount(counts)
  // The list needs the room more.
  const isShort = uploads.items.length > 0
  const [asks, setAsks] = useState(false)
  const cancelAll = () => withQueue((queue) => queue.cancelAll())
  return (
    <div className="flex flex-wrap gap-2 border-line border-t px-4 py-2.5">
      <Picker
        label={words.chooseFiles}
        icon={<ImagePlus className="size-4" strokeWidth={1.5} aria-hidden />}
      />
      <Picker
        label={words.chooseFolder}
        folder
        isShort={isShort}
        icon={<FolderUp className="size-4" strokeWidth={1.5} aria-hidden />}
      />
      <Button onClick={() => openList()}>
        <Link2 className="size-4" strokeWidth={1.5} aria-hidden />
        <span className={isShort ? 'max-sm:sr-only' : undefined}>{intake.list.open}</span>
      </Button>
      {open > 0 && retryable > 0 && (
        <Button onClick={() => withQueue((queue) => queue.retryFailed())}>{words.retryAll(retryable)}</Button>
      )}
      {open > 0 && (
        <Button
          intent="ghost"
          className="ml-auto"
          onClick={() => (open > UNASKED ? setAsks(true) : cancelAll())}
        >
          {words.cancelAll}
        </Button>
      )}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        destructive
        title={uploadsTray.cancelAllTitle(open)}
        body={uploadsTray.cancelAllBody(counts.done)}
        confirmLabel={words.cancelAll}
        onConfirm={cancelAll}
      />
    </div>
  )
}
