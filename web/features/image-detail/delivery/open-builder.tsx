import { SlidersHorizontal } from 'lucide-react'
import { Suspense, useState } from 'react'
import { splitDeliveryUrl } from '#contract/flexible/parse.ts'
import { gravityOf } from '#contract/focal-point.ts'
import type { Image } from '#contract/images.ts'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { delivery } from '../../../lib/messages/delivery.ts'
import { Button } from '../../../ui/button.tsx'

const UrlBuilder = lazyPatient(() => import('./builder/url-builder.tsx').then((part) => part.UrlBuilder))
const words = delivery.builder

/** Opens the builder of flexible URLs, or says why there is none for this image. */
export function OpenBuilder({ image }: { image: Image }) {
  const [isOpen, setIsOpen] = useState(false)
  const base = splitDeliveryUrl(image.variants[0]?.url ?? '')?.base
  const focal = gravityOf(image.metadata)
  if (image.requiresSignedUrl) {
    return (
      <p className="text-ink-soft text-xs">
        {words.privateReason} {focal !== null && words.focalNowhere}
      </p>
    )
  }
  if (base === undefined) return null
  return (
    <>
      {focal !== null && <p className="text-ink-soft text-xs">{words.focalOnlyHere}</p>}
      <Button className="self-start" onClick={() => setIsOpen(true)}>
        <SlidersHorizontal className="size-4" strokeWidth={1.5} aria-hidden />
        {words.open}
      </Button>
      {isOpen && (
        <Suspense>
          <UrlBuilder image={image} base={base} focal={focal} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
