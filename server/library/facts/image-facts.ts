import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ImageFacts, InnerFacts } from '#contract/facts.ts'
import type { Image } from '#contract/images.ts'
import { readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { PICTURE_TYPE_OF } from '#contract/picture-header/picture-type.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { createChildPool } from '../../child-pool/child-pool.ts'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { Learnt, MeasuredImage } from '../measure/measure-store.ts'
import { FactsError, fetchOriginal } from './fetch-original.ts'

/** For reading the original, its turn in the budget included. */
const READ_WITHIN_MS = 60_000
const KEPT = 2_000

export interface ImageFactsReader {
  /**
   * From the original bytes, once per content: whoever asks at the same time shares the answer.
   * @throws FactsError, UpstreamError
   */
  read(image: Pick<Image, 'id' | 'uploadedAt'>, context: CallContext): Promise<ImageFacts>
  close(): Promise<void>
}

export interface ImageFactsOptions {
  images: Pick<ImagesApi, 'getOriginal'>
  /** For the bytes on their way to the child. */
  scratchDir: string
  /** What was learnt is worth keeping elsewhere, too. */
  onLearnt(image: MeasuredImage, learnt: Learnt): void
}

/** Decision 7: the bytes go through this process to a file, and are opened in a child that can be killed; an SVG never is. */
export function createImageFacts({ images, scratchDir, onLearnt }: ImageFactsOptions): ImageFactsReader {
  const pool = createChildPool<{ source: string }, InnerFacts>({
    module: new URL('./facts-task.ts', import.meta.url),
    parseOutput: (value) => InnerFacts.parse(value),
    size: 1,
    maxQueued: 50,
  })
  const kept = new Map<string, ImageFacts>()
  const reading = new Map<string, Promise<ImageFacts>>()

  async function readNow(
    image: MeasuredImage,
    context: CallContext & { signal: AbortSignal },
  ): Promise<ImageFacts> {
    await mkdir(scratchDir, { recursive: true, mode: 0o700 })
    const source = join(scratchDir, randomUUID())
    try {
      const { first, ...outer } = await fetchOriginal(images, source, image.id, context)
      const header = readPictureHeader(first)
      const type = header?.type ?? null
      const { widthPx = null, heightPx = null } = header ?? {}
      onLearnt(image, {
        ...{ sizeBytes: outer.sizeBytes, contentHash: outer.sha256, widthPx, heightPx },
        type: type === null ? null : PICTURE_TYPE_OF[type],
      })
      const inner = type === null || type === 'image/svg+xml' ? null : await open(source, context.signal)
      const damage = type === null ? 'These bytes are no picture that is known here.' : null
      return { type, widthPx, heightPx, ...outer, ...(inner ?? { ...NOTHING_INSIDE, damage }) }
    } finally {
      await rm(source, { force: true })
    }
  }

  async function open(source: string, signal: AbortSignal): Promise<InnerFacts> {
    try {
      return await pool.run({ source }, signal)
    } catch (error) {
      if (!(error instanceof ChildPoolError)) throw error
      const damage = DAMAGE[error.fault]
      if (damage !== null) return { ...NOTHING_INSIDE, damage }
      throw new FactsError('upstream_unavailable', 'Too many pictures are looked at just now. Try again.', {
        cause: error,
      })
    }
  }

  return {
    async read(image, { signal, ...asker }) {
      const key = `${contentVersion(image)} ${image.id}`
      const known = kept.get(key)
      if (known !== undefined) return known
      let running = reading.get(key)
      if (running === undefined) {
        // One browser that leaves does not end it for the others.
        running = readNow(image, { ...asker, signal: AbortSignal.timeout(READ_WITHIN_MS) })
          .then((facts) => keep(kept, key, facts))
          .finally(() => reading.delete(key))
        reading.set(key, running)
        running.catch(() => {})
      }
      signal?.throwIfAborted()
      return running
    },
    async close() {
      await pool.close()
      await Promise.allSettled(reading.values())
      await rm(scratchDir, { recursive: true, force: true })
    },
  }
}

const NOTHING_INSIDE: InnerFacts = {
  ...{ frames: null, durationMs: null, hasTransparency: null, colourSpace: null, colourProfile: null },
  ...{ exif: null, damage: null },
}

/** What a child that did not answer says of the file; `null`: nothing. */
const DAMAGE: Readonly<Record<ChildPoolError['fault'], string | null>> = {
  timeout: 'Opening it took longer than five seconds, so it was stopped.',
  memory: 'Opening it took more than 512 MB of memory, so it was stopped.',
  crashed: 'Opening it made the decoder crash.',
  failed: 'The decoder gave up on it.',
  busy: null,
  aborted: null,
  closed: null,
}

function keep(kept: Map<string, ImageFacts>, key: string, facts: ImageFacts): ImageFacts {
  kept.set(key, facts)
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return facts
}
