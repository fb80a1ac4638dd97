import { Check, Trash2 } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Link } from 'react-router'
import { INBOX_QUERY } from '#contract/guest.ts'
import type { LibraryImage } from '#contract/library.ts'
import { formatBytes, formatDate, formatDateTime } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { paths } from '../../lib/paths.ts'
import { mayUseLetters } from '../../lib/single-keys.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'

interface InboxTileProps {
  image: LibraryImage
  picture: ReactNode
  busy: boolean
  onAccept: () => void
  onDelete: () => void
}

const search = new URLSearchParams({ q: INBOX_QUERY }).toString()

/** One picture that waits, and what to do with it. */
export function InboxTile({ image, picture, busy, onAccept, onDelete }: InboxTileProps) {
  const name = imageName(image)
  const sizeBytes = image.measurements?.sizeBytes

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete') onDelete()
    else if (event.key.toLowerCase() === 'a' && mayUseLetters()) onAccept()
    else return
    event.preventDefault()
  }

  return (
    <li className="flex min-w-0 flex-col gap-2" onKeyDown={onKeyDown}>
      <Link
        to={paths.image(image.id, search)}
        data-inbox-tile=""
        aria-label={words.open(name)}
        aria-keyshortcuts="A Delete"
        className="grid aspect-4/3 place-items-center overflow-hidden bg-well"
      >
        {picture}
      </Link>
      <div className="flex min-w-0 flex-col">
        <MiddleCut text={name} className="caption text-ink" />
        <span className="caption truncate text-ink-soft" title={formatDateTime(image.uploadedAt)}>
          {sizeBytes != null && `${formatBytes(sizeBytes)}, `}
          {formatDate(image.uploadedAt)}
        </span>
      </div>
      <div className="flex items-center gap-1">
        <Button className="flex-1" busy={busy} aria-label={words.acceptOne(name)} onClick={onAccept}>
          <Check className="size-4" strokeWidth={1.5} aria-hidden />
          {words.accept}
        </Button>
        <IconButton icon={Trash2} label={words.deleteOne(name)} onClick={onDelete} />
      </div>
    </li>
  )
}
