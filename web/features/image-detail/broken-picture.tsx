import { useQuery } from '@tanstack/react-query'
import { ImageOff } from 'lucide-react'
import { explainThumbnail } from '../../api/thumbnails.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { StatePanel } from '../../ui/state-panel.tsx'

const words = imageDetailWords.stage

interface BrokenPictureProps {
  path: string
  /** What the file itself says; `null` while that is not known. */
  damage: string | null
}

/** Stands on the stage where no source gave a picture, with the reason that the thumbnail at `path`, or the file, gives. */
export function BrokenPicture({ path, damage }: BrokenPictureProps) {
  const { data: fate, isPending } = useQuery({
    queryKey: ['thumbnail-reason', path],
    queryFn: () => explainThumbnail(path),
  })
  if (isPending) return null
  return (
    <StatePanel
      icon={ImageOff}
      tone="alert"
      title={words.brokenTitle}
      body={
        <>
          <p className="break-words">{fate?.reason ?? words.brokenBody}</p>
          {damage !== null && <p className="break-words">{damage}</p>}
          <p>{words.brokenAdvice}</p>
        </>
      }
      className="min-h-full justify-center py-6"
    />
  )
}
