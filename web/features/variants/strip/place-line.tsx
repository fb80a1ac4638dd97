import { Replace } from 'lucide-react'
import { Suspense, useState } from 'react'
import { imageName } from '../../../lib/image-name.ts'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { variantStrip as words } from '../../../lib/messages/variant-strip.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { Picture } from '../use-pictures.ts'

const ReplaceDialog = lazyPatient(() => import('./replace-dialog.tsx').then((module) => module.ReplaceDialog))

interface PlaceLineProps {
  picture: Picture
  /** Another one stands there now. */
  onReplaced: (id: string) => void
}

/** Why a picture is on the strip, and the way to another one. */
export function PlaceLine({ picture, onReplaced }: PlaceLineProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { image, size, place, isChosen, isFitting } = picture
  const isKnown = size !== null
  return (
    <span className="flex items-center justify-between gap-1 pt-1">
      <span className="truncate text-ink-soft text-xs">
        {isFitting ? words.places[place] : isChosen ? words.chosen : isKnown && words.missing[place]}
      </span>
      <IconButton
        icon={Replace}
        label={words.replace(place, imageName(image))}
        className="-mr-1 size-6"
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <ReplaceDialog
            picture={picture}
            onClose={() => setIsOpen(false)}
            onDone={(id) => {
              setIsOpen(false)
              if (id !== null) onReplaced(id)
            }}
          />
        </Suspense>
      )}
    </span>
  )
}
