import type { Image } from '#contract/images.ts'

/** Stands for the image id in a template. No URL holds it. */
const ID = '\u0000'

/**
 * The URLs of an image's variants with its id cut out: most images of an account share one such text. `null` when the
 * URLs cannot be rebuilt exactly from it.
 */
export function templateOf({ id, variants }: Pick<Image, 'id' | 'variants'>): string | null {
  const text = JSON.stringify(variants.map(({ name, url }) => [name, cut(url, id)]))
  const rebuilt = variantsFrom(text, id)
  const isExact = variants.every(({ name, url }, at) => rebuilt[at]?.name === name && rebuilt[at].url === url)
  return isExact ? text : null
}

function cut(url: string, id: string): string {
  const raw = url.lastIndexOf(`/${id}/`)
  if (raw !== -1) return `${url.slice(0, raw + 1)}${ID}${url.slice(raw + 1 + id.length)}`
  const encoded = encodeURIComponent(id)
  const at = url.lastIndexOf(`/${encoded}/`)
  return at === -1 ? url : `${url.slice(0, at + 1)}${ID}${ID}${url.slice(at + 1 + encoded.length)}`
}

const parsed = new Map<string, [string, string][]>()

/** The inverse of `templateOf`. */
export function variantsFrom(template: string, id: string): Image['variants'] {
  let pairs = parsed.get(template)
  if (pairs === undefined) {
    pairs = JSON.parse(template) as [string, string][]
    if (parsed.size > 1_000) parsed.clear()
    parsed.set(template, pairs)
  }
  return pairs.map(([name, url]) => ({
    name,
    url: url.replace(`${ID}${ID}`, () => encodeURIComponent(id)).replace(ID, () => id),
  }))
}
