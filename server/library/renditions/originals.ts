import { access, open, rm } from 'node:fs/promises'
import {
  MOST_HEADER_BYTES,
  type PictureHeader,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { createFlights } from '../../cloudflare/flight.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { fetchOriginal } from '../facts/fetch-original.ts'
import { type CachedFile, createFileCache } from '../file-cache.ts'
import type { MeasuredImage } from '../measure/measure-store.ts'

/** A file of a picture, and what its first bytes tell; `null`: nothing that is known here. */
export interface PictureFile extends CachedFile {
  header: PictureHeader | null
}

export interface Originals {
  /**
   * The stored file, on disk: one call of the API for each content while it is kept. Who asks meanwhile shares it.
   * @throws FactsError, UpstreamError, the reason of the context's signal
   */
  get(image: MeasuredImage, context: CallContext): Promise<PictureFile>
  settled(): Promise<void>
}

/** For reading one, its turn in the budget included. */
const READ_WITHIN_MS = 60_000
const HEADERS_KEPT = 2_000

export function createOriginals(
  images: Pick<ImagesApi, 'getOriginal'>,
  folder: string,
  limitBytes: number,
): Originals {
  const cache = createFileCache(folder, limitBytes)
  const flights = createFlights<PictureFile>()
  /** By key: reading a megabyte for the header each time costs as much as the rest. */
  const headers = new Map<string, PictureHeader | null>()

  async function opened(key: string, file: CachedFile): Promise<PictureFile> {
    const known = headers.get(key)
    if (known !== undefined) {
      await access(file.path)
      return { ...file, header: known }
    }
    const picture = await openPicture(file)
    headers.set(key, picture.header)
    for (const oldest of headers.keys()) {
      if (headers.size <= HEADERS_KEPT) break
      headers.delete(oldest)
    }
    return picture
  }

  async function fetchNow(key: string, image: MeasuredImage, context: CallContext, signal: AbortSignal) {
    const target = cache.temporaryPath(key)
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(READ_WITHIN_MS)])
      const { sizeBytes } = await fetchOriginal(images, target, image.id, { ...context, signal: within })
      return await opened(key, await cache.keep(key, target, sizeBytes))
    } catch (error) {
      await rm(target, { force: true })
      throw error
    }
  }

  return {
    async get(image, { signal, ...asker }) {
      const key = `${contentVersion(image)} ${image.id}`
      const hit = cache.get(key)
      const kept = hit === null ? null : await opened(key, hit).catch(() => null)
      if (kept !== null) return kept
      return (await flights.join(key, signal, (shared) => fetchNow(key, image, asker, shared))).answer
    },
    settled: flights.settled,
  }
}

/** @throws Error when the file is not there any more */
export async function openPicture(file: CachedFile): Promise<PictureFile> {
  const handle = await open(file.path)
  try {
    const first = Buffer.alloc(Math.min(MOST_HEADER_BYTES, file.sizeBytes))
    const { bytesRead } = await handle.read(first, 0, first.length, 0)
    return { ...file, header: readPictureHeader(first.subarray(0, bytesRead)) }
  } finally {
    await handle.close()
  }
}
