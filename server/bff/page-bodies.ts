import type { ImagePage } from '#contract/images.ts'

/** Makes the JSON of a page, once for each page object: readers that share an answer share its bytes too. */
export function createPageBodies(learn: (page: ImagePage) => void): (page: ImagePage) => Buffer {
  const bodies = new WeakMap<ImagePage, Buffer>()
  return (page) => {
    const made = bodies.get(page)
    if (made !== undefined) return made
    learn(page)
    const body = Buffer.from(JSON.stringify(page))
    bodies.set(page, body)
    return body
  }
}
