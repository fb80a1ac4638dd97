import type { Image } from '#contract/images.ts'

export interface DeliveryOrigins {
  learn(images: readonly Image[]): void
  list(): string[]
}

/** An account has one or a few: more would be an upstream making them up. */
const MOST = 8

/** Where pictures are delivered from, as the upstream's own answers say: data, not a constant. */
export function createDeliveryOrigins(): DeliveryOrigins {
  const known = new Set<string>()
  return {
    learn(images) {
      for (const { variants } of images) {
        for (const { url } of variants) {
          if (known.size >= MOST || !URL.canParse(url)) continue
          const { origin, protocol } = new URL(url)
          if (protocol === 'https:' || protocol === 'http:') known.add(origin)
        }
      }
    },
    list: () => [...known],
  }
}
