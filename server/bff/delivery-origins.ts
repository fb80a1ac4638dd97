import type { Image } from '#contract/images.ts'

export interface DeliveryOrigins {
  learn(images: readonly Image[]): void
  add(origins: readonly string[]): void
  list(): string[]
}

/** An account has one or a few: more would be an upstream making them up. */
const MOST = 8

/**
 * Where pictures are delivered from: `first` by configuration, more as the upstream's own answers say. The page's
 * Content-Security-Policy is sent before any answer was seen, hence `first`.
 */
export function createDeliveryOrigins(first: string): DeliveryOrigins {
  const known = new Set([first])

  function add(urls: readonly string[]): void {
    for (const url of urls) {
      if (known.size >= MOST || !URL.canParse(url)) continue
      const { origin, protocol } = new URL(url)
      if (protocol === 'https:' || protocol === 'http:') known.add(origin)
    }
  }

  return {
    learn(images) {
      for (const { variants } of images) add(variants.map(({ url }) => url))
    },
    add,
    list: () => [...known],
  }
}
