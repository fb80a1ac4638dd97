import type { LibraryImage } from '#contract/library.ts'
import { instantsOf } from '#contract/views/dates.ts'
import type { Condition, Sort, View } from '#contract/views/view.ts'

/** An image and what the index knows of it that answers do not show. */
export interface KnownImage extends LibraryImage {
  twins: { bytes: boolean; look: boolean }
}

/** What a view holds and in which order, as its description says it and as slowly as that takes. */
export function naiveView(images: readonly KnownImage[], { terms, sort }: View): KnownImage[] {
  return images
    .filter((image) => terms.every((term) => holds(term, image) !== term.negated))
    .sort((a, b) => compareBy(sort, a, b) || Date.parse(b.uploadedAt) - Date.parse(a.uploadedAt))
}

function holds(condition: Condition, image: KnownImage): boolean {
  const { measurements } = image
  const { widthPx = null, heightPx = null, sizeBytes = null, type = null } = measurements ?? {}
  switch (condition.kind) {
    case 'words':
      return textsOf(image).some((text) => plain(text).includes(plain(condition.text)))
    case 'creator':
      return condition.values.includes(image.creator ?? '')
    case 'folder':
      if (condition.path === '') return image.folder === ''
      return image.folder === condition.path || image.folder.startsWith(`${condition.path}/`)
    case 'private':
      return image.requiresSignedUrl === condition.value
    case 'draft':
      return image.draft === condition.value
    case 'type':
      return type !== null && condition.values.includes(type)
    case 'orientation':
      if (widthPx === null || heightPx === null) return false
      return condition.values.includes(
        widthPx === heightPx ? 'square' : widthPx > heightPx ? 'landscape' : 'portrait',
      )
    case 'number': {
      const known = { width: widthPx, height: heightPx, size: sizeBytes }[condition.field]
      if (known === null) return false
      const { value } = condition
      return {
        '>': known > value,
        '>=': known >= value,
        '<': known < value,
        '<=': known <= value,
        '=': known === value,
      }[condition.comparison]
    }
    case 'uploaded':
      return (
        (condition.from === null || image.uploadedAt >= instantsOf(condition.from).from) &&
        (condition.to === null || image.uploadedAt < instantsOf(condition.to).to)
      )
    case 'meta': {
      const value = at(image.metadata, condition.path)
      const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
      return isPlain && condition.values.includes(String(value))
    }
    case 'has': {
      const value = at(image.metadata, condition.path)
      return !['""', '[]', '{}', 'null', undefined].includes(JSON.stringify(value))
    }
    case 'duplicate':
      return image.twins[condition.of]
  }
}

/** Letter by letter, so that nothing depends on the place in a word. */
function plain(text: string): string {
  const composed = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
  return [...composed]
    .map((character) => [...character.toUpperCase()].map((c) => c.toLowerCase()).join(''))
    .join('')
}

function textsOf({ id, filename, creator, metadata }: KnownImage): string[] {
  const values = (value: unknown): string[] => {
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(values)
    return value === null || value === undefined ? [] : [String(value)]
  }
  return [id, filename ?? '', creator ?? '', ...values(metadata)]
}

function at(metadata: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return metadata
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return undefined
  return at(new Map(Object.entries(metadata)).get(name), rest)
}

function compareBy({ field, direction }: Sort, a: KnownImage, b: KnownImage): number {
  const way = direction === 'ascending' ? 1 : -1
  const value = (image: KnownImage): Buffer | number | null => {
    const { widthPx = null, heightPx = null, sizeBytes = null } = image.measurements ?? {}
    if (field === 'uploaded') return Date.parse(image.uploadedAt)
    if (field === 'name') return Buffer.from(plain(image.filename ?? image.id))
    if (field === 'size') return sizeBytes
    if (field === 'dimensions') return widthPx === null || heightPx === null ? null : widthPx * heightPx
    return image.creator === null ? null : Buffer.from(plain(image.creator))
  }
  const [first, second] = [value(a), value(b)]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  if (Buffer.isBuffer(first) && Buffer.isBuffer(second)) return way * Buffer.compare(first, second)
  return way * (Number(first) - Number(second))
}
