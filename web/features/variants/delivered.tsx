import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import type { Size } from '#contract/variant-geometry.ts'
import { messages } from '../../lib/messages/catalogue.ts'

const words = messages.variants

/** What the delivery host gives for the saved variant, with its real pixels. Private images are shown elsewhere. */
export function Delivered({ image, name, version }: { image: Image; name: string; version: number }) {
  const [size, setSize] = useState<Size | null>(null)
  const url = image.variants.find((variant) => variant.name === name)?.url
  if (url === undefined || image.requiresSignedUrl) return null
  return (
    <figure className="flex items-center gap-3">
      <img
        key={version}
        src={version === 0 ? url : `${url}?v=${version}`}
        alt=""
        className="checkerboard h-14 w-20 bg-well object-contain"
        onLoad={({ currentTarget }) =>
          setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
        }
      />
      <figcaption className="text-xs">
        <span className="block text-ink-soft">{words.delivered}</span>
        <span className="caption">
          {size === null ? messages.common.loading : words.deliveredSize(size.width, size.height)}
        </span>
      </figcaption>
    </figure>
  )
}
