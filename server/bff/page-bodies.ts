import type { ImagePage } from '#contract/images.ts'

/** From here on a page is written in a turn of the event loop of its own. */
const LARGE_PAGE_IMAGES = 200

/**
 * Makes the JSON of pages, once for each page object: readers that share an answer share its bytes too. Large pages are
 * written one a turn of the event loop, so that those that come together do not hold up the rest.
 * @param learn told of each page once
 */
export function createPageBodies(learn: (page: ImagePage) => void): (page: ImagePage) => Promise<Buffer> {
  const bodies = new WeakMap<ImagePage, Promise<Buffer>>()
  let lastTurn: Promise<void> = Promise.resolve()

  async function write(page: ImagePage): Promise<Buffer> {
    if (page.images.length > LARGE_PAGE_IMAGES) {
      lastTurn = lastTurn.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
      await lastTurn
    }
    learn(page)
    return bytesOf(JSON.stringify(page))
  }

  return (page) => {
    const body = bodies.get(page) ?? write(page)
    bodies.set(page, body)
    return body
  }
}

/** UTF-8. Text that is all ASCII, as most pages are, is copied instead of encoded, in less than half the time. */
function bytesOf(text: string): Buffer {
  const isAscii = Buffer.byteLength(text) === text.length
  return Buffer.from(text, isAscii ? 'latin1' : 'utf8')
}
