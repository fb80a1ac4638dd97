import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { STRIP_PLACES, type StripPlace } from '#contract/variant-strip.ts'
import { changeStrip, stripQueries } from '../../api/variant-strip.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variantStrip as words } from '../../lib/messages/variant-strip.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'

interface StripDialogProps {
  image: LibraryImage
  onClose: () => void
}

/** Where on the studio's strip an image is put, for everybody at this desk. */
export function StripDialog({ image, onClose }: StripDialogProps) {
  const client = useQueryClient()
  const { data } = useQuery(stripQueries.settings())
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const name = imageName(image)
  const now = STRIP_PLACES.find((place) => data?.images[place] === image.id) ?? null

  async function put(place: StripPlace) {
    if (isBusy) return
    setIsBusy(true)
    setError(null)
    try {
      await changeStrip(client, { place, image: image.id })
      notifySuccess(words.isPut(name, place))
      onClose()
    } catch (failure) {
      setError(failure)
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.put(name)}
      description={words.putBody}
      footer={<Button onClick={onClose}>{messages.common.cancel}</Button>}
    >
      <div className="flex flex-col gap-3 pb-2">
        {error !== null && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {describeProblem(error).sentence}
          </p>
        )}
        <ul aria-label={words.where} className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {STRIP_PLACES.map((place) => (
            <li key={place}>
              <Button
                className="w-full"
                busy={isBusy}
                aria-current={place === now}
                onClick={() => void put(place)}
              >
                {words.places[place]}
              </Button>
            </li>
          ))}
        </ul>
        {now !== null && <p className="text-ink-soft text-xs">{words.standsAt(now)}</p>}
      </div>
    </Dialog>
  )
}
