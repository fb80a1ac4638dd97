import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { libraryQueries } from '../../../api/library.ts'
import { changeStrip } from '../../../api/variant-strip.ts'
import { imageName } from '../../../lib/image-name.ts'
import { hasPixels } from '../../../lib/measured.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { variantStrip as words } from '../../../lib/messages/variant-strip.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { Picture } from '../use-pictures.ts'

/** More are found by more words. */
const SHOWN = 60

interface ReplaceDialogProps {
  picture: Picture
  /** It is saved; the image that is there now, `null` when the studio picks. */
  onDone: (id: ImageId | null) => void
  onClose: () => void
}

/** Another image of the library for one place of the strip, for everybody at this desk. */
export function ReplaceDialog({ picture, onDone, onClose }: ReplaceDialogProps) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const query = useQuery(libraryQueries.firstWindow({ q: asked, sort: 'uploaded-descending', until: null }))
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const shown = (query.data?.items ?? []).filter(hasPixels).slice(0, SHOWN)

  async function put(image: ImageId | null) {
    if (isBusy) return
    setIsBusy(true)
    setError(null)
    try {
      await changeStrip(client, { place: picture.place, image })
      onDone(image)
    } catch (failure) {
      setError(failure)
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={words.title(picture.place)}
      description={words.description}
      footer={
        <>
          {picture.isChosen && (
            <Button className="mr-auto" busy={isBusy} onClick={() => void put(null)}>
              {words.automatic}
            </Button>
          )}
          <Button onClick={onClose}>{messages.common.cancel}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        <TextField
          type="search"
          label={words.find}
          hint={words.findHint}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {error !== null && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {describeProblem(error).sentence}
          </p>
        )}
        {query.isError ? (
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} className="px-0 py-4" />
        ) : query.data === undefined ? (
          <p className="text-ink-soft">{messages.common.loading}</p>
        ) : shown.length === 0 ? (
          <p className="text-ink-soft">{words.none}</p>
        ) : (
          <ul
            aria-label={words.found}
            className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 p-1"
          >
            {shown.map((image) => (
              <li key={image.id} className="min-w-0">
                <button
                  type="button"
                  aria-disabled={isBusy}
                  aria-current={image.id === picture.image.id}
                  onClick={() => void put(image.id)}
                  className="block w-full text-left hover:bg-hover aria-[current=true]:outline-2 aria-[current=true]:outline-pencil"
                >
                  <span className="grid h-20 place-items-center bg-well">
                    <img
                      src={thumbnailPath(image, 160)}
                      alt=""
                      loading="lazy"
                      decoding="async"
                      draggable={false}
                      className="checkerboard max-h-20 max-w-full object-contain"
                    />
                  </span>
                  <span className="caption block truncate px-1 py-1" title={imageName(image)}>
                    {imageName(image)}
                  </span>
                  {image.id === picture.image.id && <span className="sr-only">{words.now}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
