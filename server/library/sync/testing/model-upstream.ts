import { type ImageId, parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { ImagesApi } from '../../../cloudflare/images-api.ts'
import { UpstreamError } from '../../../cloudflare/upstream-error.ts'

export type Fault = 'expired' | 'busy' | 'down' | 'garbage' | 'circle' | 'empty'

interface Kept {
  id: ImageId
  uploadedMs: number
  sequence: number
  /** Stands for everything an edit can change. */
  edition: number
  isPrivate: boolean
}

export type ModelUpstream = ReturnType<typeof createModelUpstream>

/**
 * An Images API that changes while it is read: upload order with equal times, keyset cursors, small pages. Every write
 * is at the model's present, which only its user moves.
 */
export function createModelUpstream(now: () => number, pageImages: { sweep: number; head: number }) {
  let kept: Kept[] = []
  let sequence = 0
  let lastUploadMs = 0
  let fault: Fault | null = null
  let requests = 0
  /** Cursors of an earlier era are refused. */
  let era = 0

  const pick = (n: number) => kept[n % Math.max(1, kept.length)]

  function add(id: ImageId, sameTime: boolean): Kept {
    lastUploadMs = sameTime && lastUploadMs > 0 ? lastUploadMs : now()
    sequence += 1
    const fresh = { id, uploadedMs: lastUploadMs, sequence, edition: 0, isPrivate: false }
    kept.push(fresh)
    return fresh
  }

  const listRawPage: ImagesApi['listRawPage'] = async ({ cursor, limit, order }) => {
    requests += 1
    const requestedAt = now()
    const hit = fault
    fault = null
    if (hit === 'expired') era += 1
    if (cursor !== null && eraOf(cursor) !== era) {
      throw new UpstreamError('refused', 'invalid continuation_token', { upstreamCode: 5400 })
    }
    if (hit === 'busy') throw new UpstreamError('rate_limited', 'slow down', { retryAfterSeconds: 3 })
    if (hit === 'down') throw new UpstreamError('upstream_unavailable', 'down')
    if (hit === 'garbage') return { body: Uint8Array.from(Buffer.from('<html>')), requestedAt }

    const direction = order === 'newest' ? -1 : 1
    const behind = (image: Kept) => direction * compare(image, positionOf(cursor)) > 0
    const found = kept
      .filter((image) => cursor === null || behind(image))
      .toSorted((a, b) => direction * compare(a, b))
    // A page may come with a cursor and nothing else.
    const size = hit === 'empty' && cursor !== null ? 0 : limit === 100 ? pageImages.head : pageImages.sweep
    const page = found.slice(0, size)
    const last = page.at(-1)
    const own = found.length <= size ? null : last === undefined ? cursor : `${era}-${cursorOf(last)}`
    const token = hit === 'circle' && cursor !== null ? cursor : own
    const images = page.map(toWire)
    // Guesses look for the last one.
    const result =
      requests % 3 === 0 ? { continuation_token: token, images } : { images, continuation_token: token }
    const text = JSON.stringify({ result, success: true, errors: [], messages: [] })
    return { body: Uint8Array.from(Buffer.from(text)), requestedAt }
  }

  return {
    listRawPage,
    requests: () => requests,
    size: () => kept.length,
    images: () => kept.map(toImage),
    /** Of the next request. */
    failNext(next: Fault) {
      fault = next
    },
    upload(sameTime: boolean): Image {
      return toImage(add(idOf(`image-${sequence + 1}`), sameTime))
    },
    edit(n: number): Image | null {
      const image = pick(n)
      if (image === undefined) return null
      image.edition += 1
      return toImage(image)
    },
    delete(n: number): ImageId | null {
      const image = pick(n)
      if (image === undefined) return null
      kept = kept.filter(({ id }) => id !== image.id)
      return image.id
    },
    /** A custom id is used again: other bytes, another upload time. */
    replace(n: number): Image | null {
      const image = pick(n)
      if (image === undefined) return null
      kept = kept.filter(({ id }) => id !== image.id)
      return toImage(add(image.id, false))
    },
    /** The image gets another id and keeps its upload time. */
    flip(n: number): { was: ImageId; image: Image } | null {
      const image = pick(n)
      if (image === undefined) return null
      const was = image.id
      image.id = idOf(`${was}x`)
      image.isPrivate = !image.isPrivate
      return { was, image: toImage(image) }
    },
  }
}

function idOf(text: string): ImageId {
  const id = parseImageId(text)
  if (id === null) throw new Error(`${text} is no image id`)
  return id
}

type Position = Pick<Kept, 'uploadedMs' | 'sequence'>

const compare = (a: Position, b: Position) => a.uploadedMs - b.uploadedMs || a.sequence - b.sequence
const cursorOf = ({ uploadedMs, sequence }: Position) => `${uploadedMs}-${sequence}`

const eraOf = (cursor: string) => Number(cursor.split('-')[0])

function positionOf(cursor: string | null): Position {
  const [, uploadedMs = 0, sequence = 0] = (cursor ?? '').split('-').map(Number)
  return { uploadedMs, sequence }
}

const toWire = ({ id, uploadedMs, edition, isPrivate }: Kept) => ({
  id,
  filename: `${id}.jpg`,
  uploaded: new Date(uploadedMs).toISOString(),
  // A field that looks like a cursor, and is one: whoever believes it skips everything.
  meta: { edition, ...(edition % 3 === 1 && { continuation_token: '0-0-0' }) },
  requireSignedURLs: isPrivate,
  variants: [`https://pictures.test/hash/${id}/public`],
})

function toImage(image: Kept): Image {
  const { id, filename, uploaded, meta, requireSignedURLs, variants } = toWire(image)
  return {
    ...{ id, filename, uploadedAt: uploaded, creator: null, metadata: meta },
    ...{ requiresSignedUrl: requireSignedURLs, draft: false },
    variants: variants.map((url) => ({ name: 'public', url })),
  }
}
