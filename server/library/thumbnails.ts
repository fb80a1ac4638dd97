import { Agent, request } from 'undici'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { PictureLook } from '#contract/picture-look.ts'
import { contentVersion, type ThumbnailSize } from '#contract/thumbnails.ts'
import type { Variant } from '#contract/variants.ts'
import { ChildPoolError } from '../child-pool/child-pool-error.ts'
import type { CallContext, ImagesApi } from '../cloudflare/images-api.ts'
import { chooseVariant } from './choose-variant.ts'
import { type CachedFile, createFileCache } from './file-cache.ts'
import { createHotFiles } from './hot-files.ts'
import type { MeasuredImage } from './measure/measure-store.ts'
import type { PicturePool } from './picture-pool.ts'

/** Why a picture has no thumbnail; the tile says it. */
export class ThumbnailError extends Error {
  override name = 'ThumbnailError'
  readonly kind: 'unsupported_media' | 'not_found' | 'upstream_unavailable'

  constructor(kind: ThumbnailError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

export type Thumbnail =
  | {
      kind: 'picture'
      /** WebP. */
      bytes: Buffer
      digest: string
      /** Of the picture shown. */
      version: string
    }
  /** An SVG is never decoded: the browser gets it from the delivery host. */
  | { kind: 'elsewhere'; url: string }

export interface Thumbnails {
  /**
   * `version` as the caller knows it, or empty; the thumbnail is always of the bytes there are now.
   * @throws ThumbnailError, UpstreamError
   */
  get(id: ImageId, size: ThumbnailSize, version: string, context: CallContext): Promise<Thumbnail>
  /** What an answer of the upstream said about images saves asking again. */
  remember(images: readonly Image[]): void
  close(): Promise<void>
}

export interface ThumbnailsOptions {
  images: Pick<ImagesApi, 'getImage' | 'listVariants' | 'getOriginal'>
  /** What is known of an image without asking the upstream. */
  lookUp?(id: ImageId): Promise<Image | null>
  /** Signs a delivery URL of a private image for a few minutes; `null` when the account has no key. */
  sign(url: string, context: CallContext): Promise<string | null>
  cacheDir: string
  cacheLimitBytes: number
  pictures: PicturePool
  /** What a picture looks like, whenever one was decoded. */
  onLook?(image: MeasuredImage, look: PictureLook): void
  /** One was shown without a delivery. */
  onSaved?(): void
}

type Facts = Pick<Image, 'requiresSignedUrl' | 'variants' | 'uploadedAt' | 'draft'>

const FACTS_KEPT = 50_000
const VARIANTS_KEPT_MS = 60_000
const FAILURE_KEPT_MS = 15_000
const DELIVERY_TIMEOUT_MS = 10_000
const MAX_DELIVERY_BYTES = 24 * 2 ** 20
/** A few screens of tiles. */
const HOT_BYTES = 32 * 2 ** 20
const SVG = /^image\/svg\+xml\b/

/** Decision 4: one delivery per image and size, rendered in a child that can be killed, kept on disk. */
export function createThumbnails(options: ThumbnailsOptions): Thumbnails {
  const { images, lookUp, sign, cacheDir, cacheLimitBytes, pictures } = options
  const cache = createFileCache(cacheDir, cacheLimitBytes)
  const hot = createHotFiles(HOT_BYTES)
  const agent = new Agent({ connections: 16, connectTimeout: 5_000 })
  const facts = new Map<string, Facts>()
  const making = new Map<string, Promise<Thumbnail>>()
  const failed = new Map<string, { error: unknown; until: number }>()
  let variants: { list: Variant[]; until: number } | null = null

  function remember(seen: readonly Image[]): void {
    for (const { id, requiresSignedUrl, variants: urls, uploadedAt, draft } of seen) {
      facts.delete(id)
      facts.set(id, { requiresSignedUrl, variants: urls, uploadedAt, draft })
    }
    for (const id of facts.keys()) {
      if (facts.size <= FACTS_KEPT) break
      facts.delete(id)
    }
  }

  async function factsOf(id: ImageId, version: string, context: CallContext): Promise<Facts> {
    const fits = (image: Facts) => version === '' || contentVersion(image) === version
    const known = facts.get(id) ?? (await lookUp?.(id)) ?? null
    if (known !== null && fits(known)) return known
    const image = await images.getImage(id, context)
    remember([image])
    return image
  }

  async function variantsNow(context: CallContext): Promise<Variant[]> {
    if (variants === null || variants.until < Date.now()) {
      variants = { list: await images.listVariants(context), until: Date.now() + VARIANTS_KEPT_MS }
    }
    return variants.list
  }

  /** A URL the browser or we may fetch; `null` when no variant fits. */
  async function deliveryUrl(
    image: Facts,
    size: ThumbnailSize,
    context: CallContext,
  ): Promise<string | null> {
    const chosen = chooseVariant(await variantsNow(context), size)
    const url = image.variants.find(({ name }) => name === chosen?.name)?.url
    if (chosen === null || url === undefined) return null
    if (!image.requiresSignedUrl || chosen.neverRequiresSignedUrl) return url
    return sign(url, context)
  }

  async function fetchDelivery(url: string, signal: AbortSignal): Promise<Buffer | 'svg'> {
    const answer = await request(url, {
      dispatcher: agent,
      headers: { accept: 'image/webp,image/*' },
      headersTimeout: DELIVERY_TIMEOUT_MS,
      bodyTimeout: DELIVERY_TIMEOUT_MS,
      signal,
    })
    if (SVG.test(String(answer.headers['content-type']))) {
      await answer.body.dump({ limit: 1024 })
      return 'svg'
    }
    if (answer.statusCode !== 200) {
      const text = (await readAll(answer.body, 64 * 1024)).toString('utf8').slice(0, 200)
      throw new ThumbnailError(
        answer.statusCode >= 500 ? 'upstream_unavailable' : 'unsupported_media',
        /^ERROR \d+: /.test(text) ? text.trim() : `The delivery host answered ${answer.statusCode}.`,
      )
    }
    return readAll(answer.body, MAX_DELIVERY_BYTES)
  }

  async function pictureOf({ path, digest }: CachedFile, version: string): Promise<Thumbnail> {
    return { kind: 'picture', bytes: await hot.read(path), digest, version }
  }

  /** From the cache; `null` also when somebody removed the file, so that it is made again. */
  async function held(key: string, version: string): Promise<Thumbnail | null> {
    const hit = cache.get(key)
    return hit === null ? null : pictureOf(hit, version).catch(() => null)
  }

  const keyOf = (id: ImageId, size: ThumbnailSize, version: string) => `${size}/${version}/${id}`

  async function make(id: ImageId, size: ThumbnailSize, wanted: string): Promise<Thumbnail> {
    // Single-flight: others may wait for the same picture, so one browser that leaves does not end it.
    const context: CallContext = {
      callClass: 'interactive',
      person: 'thumbnails',
      signal: AbortSignal.timeout(30_000),
    }
    const signal = context.signal ?? AbortSignal.timeout(30_000)
    const image = await factsOf(id, wanted, context)
    // A made-up version must not fill the cache with copies.
    const version = contentVersion(image)
    const key = keyOf(id, size, version)
    const picture = await held(key, version)
    if (picture !== null) return picture
    if (image.draft) throw new ThumbnailError('not_found', 'Nothing was uploaded to this draft yet.')
    const url = await deliveryUrl(image, size, context)
    let bytes: Buffer | 'svg'
    if (url === null) {
      const original = await images.getOriginal(id, context)
      if (SVG.test(original.contentType)) {
        original.stream.destroy()
        throw new ThumbnailError('unsupported_media', 'This SVG cannot be shown: no variant shows it whole.')
      }
      bytes = await readAll(original.stream, MAX_DELIVERY_BYTES)
    } else {
      bytes = await fetchDelivery(url, signal).catch(unreached)
      if (bytes === 'svg') return { kind: 'elsewhere', url }
    }
    const target = cache.temporaryPath(key)
    const { sizeBytes, look } = await pictures.render(bytes, target, size, signal).catch((error: unknown) => {
      throw isBusy(error)
        ? new ThumbnailError('upstream_unavailable', 'Too many pictures at once. Try again.', {
            cause: error,
          })
        : new ThumbnailError('unsupported_media', 'The picture cannot be decoded.', { cause: error })
    })
    options.onLook?.({ id, uploadedAt: image.uploadedAt }, look)
    const kept = await cache.keep(key, target, sizeBytes)
    hot.forget(kept.path)
    return pictureOf(kept, version)
  }

  return {
    remember,
    async get(id, size, version, context) {
      const key = keyOf(id, size, version)
      const picture = version === '' ? null : await held(key, version)
      if (picture !== null) {
        options.onSaved?.()
        return picture
      }
      const recent = failed.get(key)
      if (recent !== undefined && recent.until > Date.now()) throw recent.error
      failed.delete(key)
      let running = making.get(key)
      if (running === undefined) {
        running = make(id, size, version).finally(() => making.delete(key))
        making.set(key, running)
        running.catch((error: unknown) => {
          if (failed.size > 1_000) failed.clear()
          failed.set(key, { error, until: Date.now() + FAILURE_KEPT_MS })
        })
      }
      context.signal?.throwIfAborted()
      return running
    },
    async close() {
      await Promise.allSettled(making.values())
      await agent.close()
    },
  }
}

function unreached(error: unknown): never {
  if (error instanceof ThumbnailError) throw error
  throw new ThumbnailError('upstream_unavailable', 'The delivery host does not answer. Try again.', {
    cause: error,
  })
}

/** Says nothing of the picture: it never got its turn. */
function isBusy(error: unknown): boolean {
  return error instanceof ChildPoolError && ['busy', 'aborted', 'closed'].includes(error.fault)
}

/** @throws ThumbnailError when there is more than `limitBytes` */
async function readAll(stream: AsyncIterable<unknown>, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > limitBytes)
      throw new ThumbnailError('unsupported_media', 'The delivered picture is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
