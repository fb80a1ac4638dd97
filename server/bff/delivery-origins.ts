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
  /** Before the path of URLs that were looked at already: a page has thousands, nearly all alike. */
  let lastStart = ''

  function learnUrl(url: string): void {
    if (known.size >= MOST || (lastStart !== '' && url.startsWith(lastStart)) || !URL.canParse(url)) return
    const { origin, protocol } = new URL(url)
    if (protocol !== 'https:' && protocol !== 'http:') return
    known.add(origin)
    lastStart = `${origin}/`
  }

  return {
    learn(images) {
      for (const { variants } of images) {
        for (const { url } of variants) learnUrl(url)
      }
    },
    add(urls) {
      for (const url of urls) learnUrl(url)
    },
    list: () => [...known],
  }
}
