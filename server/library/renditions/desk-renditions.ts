import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { DraftRendition, RenderedOptions, SourceFacts } from '#contract/draft-renditions.ts'
import { endpoints } from '#contract/endpoints.ts'
import { createLane } from '#contract/lane.ts'
import type { AcceptKind } from '#contract/renditions.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { createChildPool } from '../../child-pool/child-pool.ts'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import { createFlights } from '../../cloudflare/flight.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { FactsError } from '../facts/fetch-original.ts'
import { type CachedFile, createFileCache } from '../file-cache.ts'
import type { MeasuredImage } from '../measure/measure-store.ts'
import { createOriginals, openPicture, type PictureFile } from './originals.ts'
import { DAMAGE, refusalOf } from './refusals.ts'
import type { RenderTask } from './render-task.ts'

/** Grows with every change of what a rendering looks like. */
const RENDERER = 1
const FAILURES_KEPT = 500
/** For a child whose picture nobody wants any more; starting another costs about as much. */
const ABANDONED_MS = 250
/** An abandoned child may still write its file until it is killed. */
const STRAY_AFTER_MS = 4 * ABANDONED_MS

export interface DeskRenditions {
  /**
   * Renders one image for each of `accepts`, what was rendered before from disk. A picture that cannot be rendered is told per rendition.
   * @throws FactsError, UpstreamError when the original cannot be had; the reason of the context's signal
   */
  make(
    image: MeasuredImage,
    options: RenderedOptions,
    accepts: readonly AcceptKind[],
    context: CallContext,
  ): Promise<{ renditions: DraftRendition[]; source: SourceFacts | null }>
  /** A rendering by the digest in its `pictureUrl`; `null` when it was dropped to make room. */
  find(digest: string): Promise<PictureFile | null>
  close(): Promise<void>
}

export interface DeskRenditionsOptions {
  images: Pick<ImagesApi, 'getOriginal'>
  folder: string
  /** For originals, and for renderings: each. */
  limitBytes: number
}

/** Decision 7: pictures are rendered in children that can be killed, at most as many at a time as there are cores. */
export function createDeskRenditions({ images, folder, limitBytes }: DeskRenditionsOptions): DeskRenditions {
  const cores = Math.max(1, availableParallelism())
  const originals = createOriginals(images, join(folder, 'originals'), limitBytes)
  const cache = createFileCache(join(folder, 'renderings'), limitBytes)
  const flights = createFlights<DraftRendition>()
  /** What cannot be rendered is not tried again: it may take five seconds each time. */
  const failures = new Map<string, DraftRendition>()
  /** AVIF takes long: it never has all cores, so that what is quick goes past it. */
  const slowLane = createLane(Math.max(1, cores - 1))
  const pool = createChildPool<RenderTask, number>({
    module: new URL('./render-task.ts', import.meta.url),
    parseOutput: (value) => z.number().parse(value),
    size: cores,
    maxQueued: 500,
    abandonedMs: ABANDONED_MS,
  })

  async function renderOne(
    key: string,
    source: PictureFile,
    options: RenderedOptions,
    accept: AcceptKind,
    signal: AbortSignal,
  ): Promise<DraftRendition> {
    const hit = cache.get(key)
    const kept = hit === null ? null : await openPicture(hit).catch(() => null)
    if (kept !== null) return described(accept, kept)
    const failed = failures.get(key) ?? refusalOf(accept, source)
    if (failed !== null) return failed
    const { answer } = await flights.join(key, signal, async (shared) => {
      const run = () => render(key, source, options, accept, shared)
      try {
        return described(accept, await (accept === 'avif' ? slowLane(run, shared) : run()))
      } catch (error) {
        const fault = error instanceof ChildPoolError ? DAMAGE[error.fault] : null
        if (fault === null) throw isBusy(error) ? tryAgain(error) : error
        // Dropped to make room between two steps of ours: that says nothing of the picture.
        if (!existsSync(source.path)) throw tryAgain(error)
        const failure: DraftRendition = { accept, ok: false, fault: 'not_rendered', message: fault }
        failures.set(key, failure)
        for (const oldest of failures.keys()) {
          if (failures.size <= FAILURES_KEPT) break
          failures.delete(oldest)
        }
        return failure
      }
    })
    return answer
  }

  async function render(
    key: string,
    source: CachedFile,
    options: RenderedOptions,
    accept: AcceptKind,
    signal: AbortSignal,
  ): Promise<PictureFile> {
    const target = cache.temporaryPath(key)
    try {
      const task = { source: source.path, target, options: { ...options, browserTtlSeconds: null }, accept }
      return await openPicture(await cache.keep(key, target, await pool.run(task, signal)))
    } catch (error) {
      setTimeout(() => void rm(target, { force: true }), STRAY_AFTER_MS).unref()
      throw error
    }
  }

  return {
    async make(image, options, accepts, context) {
      const signal = context.signal ?? AbortSignal.timeout(60_000)
      const source = await originals.get(image, { ...context, signal })
      const { fit, width, height, metadata, blur } = options
      const content = [RENDERER, image.id, contentVersion(image), fit, width, height, metadata, blur]
      const renditions = await Promise.all(
        accepts.map((accept) =>
          renderOne(JSON.stringify([...content, accept]), source, options, accept, signal),
        ),
      )
      return { renditions, source: factsOf(source) }
    },
    async find(digest) {
      const file = cache.find(digest)
      return file === null ? null : openPicture(file).catch(() => null)
    },
    async close() {
      await pool.close()
      await Promise.all([flights.settled(), originals.settled()])
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof ChildPoolError && error.fault === 'busy'
}

function tryAgain(cause: unknown): FactsError {
  return new FactsError('upstream_unavailable', 'Too many pictures are rendered just now. Try again.', {
    cause,
  })
}

function described(accept: AcceptKind, file: PictureFile): DraftRendition {
  return {
    accept,
    ok: true,
    mediaType: file.header?.type ?? 'application/octet-stream',
    sizeBytes: file.sizeBytes,
    widthPx: file.header?.widthPx ?? null,
    heightPx: file.header?.heightPx ?? null,
    pictureUrl: endpoints.rendering(file.digest),
  }
}

function factsOf({ header, sizeBytes }: PictureFile): SourceFacts | null {
  if (header === null) return null
  return { mediaType: header.type, sizeBytes, widthPx: header.widthPx, heightPx: header.heightPx }
}
