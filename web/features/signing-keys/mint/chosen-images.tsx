import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { ImageId } from '#contract/image-id.ts'
import { ApiError } from '../../../api/api-error.ts'
import { imageQueries } from '../../../api/images.ts'
import { imageName } from '../../../lib/image-name.ts'
import { signedLinks } from '../../../lib/messages/signed-links.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ImageThumb } from '../image-thumb.tsx'
import type { ChosenImages } from './image-picker.tsx'

const words = signedLinks.mint
/** Those that nobody knows yet cost an API call each. */
const SHOWN = 24

interface ChosenImagesListProps {
  chosen: ChosenImages
  onDrop: (id: ImageId) => void
}

/** What links are made for, whatever the search beside it shows. */
export function ChosenImagesList({ chosen, onDrop }: ChosenImagesListProps) {
  if (chosen.size === 0) return null
  const rest = chosen.size - SHOWN
  return (
    <>
      <ul
        aria-label={words.chosenLabel}
        className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-x-4"
      >
        {[...chosen].slice(0, SHOWN).map(([id, name]) => (
          <ChosenImage key={id} id={id} name={name} onDrop={() => onDrop(id)} />
        ))}
      </ul>
      {rest > 0 && <p className="text-ink-soft text-xs">{words.chosenMore(rest)}</p>}
    </>
  )
}

function ChosenImage({ id, name, onDrop }: { id: ImageId; name: string; onDrop: () => void }) {
  const { data: image, error } = useQuery({
    ...imageQueries.detail(id),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const isGone = error instanceof ApiError && error.kind === 'not_found'
  const note = isGone
    ? words.faults.not_found
    : image?.draft
      ? words.faults.draft
      : image?.requiresSignedUrl === false && words.needsNone
  const called = image ? imageName(image) : name
  return (
    <li className="grid min-w-0 grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b py-1.5">
      <ImageThumb image={image && !image.draft ? image : null} />
      <span className="min-w-0">
        <span className="caption block truncate" title={called}>
          {called}
        </span>
        {note && <span className="block text-ink-soft text-xs">{note}</span>}
      </span>
      <IconButton icon={X} label={words.leaveOut(called)} onClick={onDrop} />
    </li>
  )
}
