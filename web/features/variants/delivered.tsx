import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import type { Size } from '#contract/variant-geometry.ts'
import { imageQueries } from '../../api/images.ts'
import { signedUrlQueries } from '../../api/signed-urls.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { describeProblem } from '../../lib/problem-text.ts'

const words = variantWords
const SIGNED_FOR_SECONDS = 3600

interface DeliveredProps {
  image: Image
  /** Of the saved variant. */
  name: string
  /** Of its options: another one is another picture under the same URL. */
  version: number
  /** How often that happened here. */
  saves: number
}

/** What the delivery host gives for the saved variant, with its real pixels; signed for a private image. */
export function Delivered({ image, name, version, saves }: DeliveredProps) {
  const isPrivate = image.requiresSignedUrl
  const signed = useQuery({
    // A second more with each save: signed within the same second, two links of one life would be the same.
    ...signedUrlQueries.forImage(image.id, SIGNED_FOR_SECONDS + saves),
    enabled: isPrivate,
  })
  // Kept with its URL: another URL is another picture to measure.
  const [seen, setSeen] = useState<{ url: string; size: Size | null } | null>(null)
  // What the library knows of an image may be older than the variant.
  const known = image.variants.find((variant) => variant.name === name)?.url
  const asked = useQuery({ ...imageQueries.detail(image.id), enabled: !isPrivate && known === undefined })
  const plain = known ?? asked.data?.variants.find((variant) => variant.name === name)?.url
  const link = signed.data?.urls.find(({ variant }) => variant === name)
  // A signature covers the whole query: a signed URL takes no version.
  const versioned = isPrivate ? (link?.signed ? null : link?.url) : plain
  const url = versioned == null ? link?.url : withVersion(versioned, version)
  if (!isPrivate && url === undefined) return null
  const state = seen?.url === url ? seen : null
  const failure = signed.isError ? describeProblem(signed.error).sentence : state && words.notDelivered
  return (
    <figure className="flex items-center gap-3">
      <span className="grid h-14 w-20 shrink-0 place-items-center bg-well">
        {url !== undefined && (
          <img
            key={url}
            src={url}
            alt=""
            className="max-h-14 max-w-20 object-contain"
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSeen({ url, size: { width: naturalWidth, height: naturalHeight } })
            }
            onError={({ currentTarget }) => {
              currentTarget.hidden = true
              setSeen({ url, size: null })
            }}
          />
        )}
      </span>
      <figcaption className="min-w-0 text-xs">
        <span className="block text-ink-soft">{isPrivate ? words.deliveredSigned : words.delivered}</span>
        {state?.size ? (
          <span className="caption">{words.deliveredSize(state.size.width, state.size.height)}</span>
        ) : failure === null ? (
          <span className="caption">{messages.common.loading}</span>
        ) : (
          <span className="text-danger">{failure}</span>
        )}
      </figcaption>
    </figure>
  )
}

function withVersion(url: string, version: number): string {
  return version === 0 ? url : `${url}?v=${version}`
}
