import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { GENERATED_ID, type ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { ReplaceStanding } from '#contract/replace.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import type { Learnt } from '../../library/measure/measure-store.ts'
import type { Replacement, Replacements } from '../../store/replacements.ts'
import { type BffDeps, learnFrom } from '../deps.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { describeFile, hasTooManyPixels } from './describe-file.ts'
import { detailsOf, mayHaveHappened } from './find-out.ts'
import type { KeptFiles } from './kept-files.ts'
import { newNameOf, oldNameOf, type Settled, settle } from './settle.ts'

/** Replaces the file behind a custom id: the Images API cannot, so it is a delete and an upload with a journal between. */
export interface Replacer {
  /**
   * @param context of the request; once the old image is being deleted the work no longer depends on it
   * @throws ProblemError, UpstreamError: nothing was changed
   */
  replace(id: ImageId, bytes: Buffer, context: CallContext): Promise<ReplaceStanding>
  standing(id: ImageId, context: CallContext): Promise<ReplaceStanding>
  /** @throws ProblemError `conflict` while the file of the image is being replaced */
  assertIdle(id: ImageId): void
  /** Stops what goes on; the next start takes it up. */
  stop(): Promise<void>
}

export interface ReplacerOptions {
  journal: Replacements
  files: KeptFiles
  person: string
  onError(error: unknown): void
  /** How long a request waits for the end. Default 60 s. */
  patienceMs?: number
  now?: () => number
}

const KEPT_MS = 7 * 24 * 3_600_000
const FIRST_AGAIN_MS = 2_000
const LONGEST_AGAIN_MS = 60_000

export function createReplacer(
  deps: Pick<BffDeps, 'images' | 'library' | 'thumbnails' | 'deliveryOrigins'>,
  { journal, files, person, onError, patienceMs = 60_000, now = Date.now }: ReplacerOptions,
): Replacer {
  const { images, library } = deps
  const stopped = new AbortController()
  setMaxListeners(0, stopped.signal)
  const busy = new Map<ImageId, Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let againMs = FIRST_AGAIN_MS

  const isUnderWay = (row: Replacement | null) =>
    row !== null && (row.state === 'putting_new' || row.state === 'putting_old')

  function assertIdle(id: ImageId): void {
    if (!busy.has(id) && !isUnderWay(journal.get(id))) return
    throw new ProblemError('conflict', 'The file of this image is being replaced. Try again in a moment.')
  }

  /** One at a time for each image. */
  async function alone<Result>(id: ImageId, work: () => Promise<Result>): Promise<Result> {
    const running = work()
    busy.set(id, running)
    try {
      return await running
    } finally {
      busy.delete(id)
    }
  }

  const dropFiles = ({ key }: Pick<Replacement, 'key'>) => files.remove(newNameOf(key), oldNameOf(key))

  async function goOn(id: ImageId): Promise<Settled> {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(patienceMs)])
    const context = { callClass: 'interactive', person, signal } as const
    const settled = await settle(images, journal, files, id, context)
    journal.finish(id, settled.state, settled.rescuedId)
    const row = journal.get(id)
    if (row !== null) await dropFiles(row)
    await tellLibrary(settled, row)
    return settled
  }

  /** Other bytes are another picture: what was measured of the old one does not count. */
  async function tellLibrary({ state, image }: Settled, row: Replacement | null): Promise<void> {
    learnFrom([image], deps)
    await library.removed(image.id)
    await library.wroteThrough(image)
    if (state === 'displaced' || row === null) return
    const { sizeBytes, contentHash } = state === 'replaced' ? row.newFile : row.oldFile
    library.measured(image, { sizeBytes, contentHash })
  }

  function goOnSoon(): void {
    if (timer !== null || stopped.signal.aborted) return
    timer = setTimeout(() => void goOnNow().catch(onError), againMs)
    timer.unref()
  }

  async function goOnNow(): Promise<void> {
    for (const { imageId } of journal.unfinished()) {
      if (stopped.signal.aborted) return
      if (busy.has(imageId)) continue
      await alone(imageId, () => goOn(imageId)).catch((error: unknown) => {
        if (!stopped.signal.aborted) onError(error)
      })
    }
    timer = null
    const isOver = journal.unfinished().length === 0
    againMs = isOver ? FIRST_AGAIN_MS : Math.min(LONGEST_AGAIN_MS, againMs * 2)
    if (!isOver) goOnSoon()
  }

  /** Everything that can be refused before something happens. */
  async function prepare(
    id: ImageId,
    key: string,
    bytes: Buffer,
    context: CallContext,
  ): Promise<Omit<Replacement, 'state' | 'reason' | 'rescuedId'>> {
    const image = await images.getImage(id, context)
    if (image.draft) throw new ProblemError('refused', 'Nothing was uploaded to this draft yet.')
    const learntNew = await files.keep(newNameOf(key), [bytes])
    const newFile = describeFile(image, learntNew)
    if (learntNew === null || newFile === null) {
      throw new ProblemError('unsupported_media', 'Use JPEG, PNG, GIF, WebP, SVG or HEIC of at most 10 MB.')
    }
    if (hasTooManyPixels(learntNew)) {
      throw new ProblemError('too_large', 'The picture has more pixels than the Images API takes.')
    }
    const learntOld = await keepOriginal(id, oldNameOf(key), context)
    const oldFile = describeFile(image, learntOld)
    if (oldFile === null) {
      throw new ProblemError(
        'refused',
        'The file this image has now could not be put back if something went wrong. Nothing was changed.',
      )
    }
    // Asked again: what a colleague saved while the file came down must not get lost.
    const { metadata, creator, uploadedAt } = await images.getImage(id, context)
    if (uploadedAt !== image.uploadedAt) {
      throw new ProblemError('conflict', 'Somebody else replaced this image a moment ago. Look at it first.')
    }
    return { imageId: id, key, metadata, creator, oldUploadedAt: uploadedAt, oldFile, newFile }
  }

  async function keepOriginal(id: ImageId, name: string, context: CallContext): Promise<Learnt | null> {
    const { stream, sizeBytes } = await images.getOriginal(id, context)
    const learnt = await files.keep(name, stream)
    if (sizeBytes !== null && learnt?.sizeBytes !== sizeBytes) {
      throw new ProblemError('upstream_unexpected', 'The old file did not arrive whole. Nothing was changed.')
    }
    return learnt
  }

  async function replaceNow(id: ImageId, bytes: Buffer, context: CallContext): Promise<ReplaceStanding> {
    const key = randomUUID()
    try {
      const begun = await prepare(id, key, bytes, context)
      context.signal?.throwIfAborted()
      journal.begin(begun)
      // Not the request's signal: nobody would know whether the call had left.
      const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(patienceMs)])
      await images.deleteImage(id, { ...context, signal }).catch((error: unknown) => {
        if (mayHaveHappened(error) || signal.aborted) return
        journal.forget(id)
        throw error
      })
    } catch (error) {
      await dropFiles({ key })
      throw error
    }
    try {
      const settled = await goOn(id)
      return standingOf(journal.get(id), settled.image)
    } catch (error) {
      if (!stopped.signal.aborted) onError(error)
      goOnSoon()
      return standingOf(journal.get(id), null)
    }
  }

  function standingOf(row: Replacement | null, image: Image | null): ReplaceStanding {
    if (row === null) return { state: 'none' }
    const { state, reason, rescuedId } = row
    if (state === 'putting_new' || state === 'putting_old') {
      return { state: 'under_way', wants: state === 'putting_new' ? 'new' : 'old' }
    }
    if (image === null) return { state: 'none' }
    if (state === 'restored') return { state, image, reason: reason ?? '' }
    if (state === 'displaced' && rescuedId !== null) return { state, image, rescuedId }
    return { state: 'replaced', image }
  }

  journal.prune(now() - KEPT_MS)
  const wanted = new Set(journal.unfinished().flatMap(({ key }) => [newNameOf(key), oldNameOf(key)]))
  const swept = files.sweep((name) => wanted.has(name)).catch(onError)
  if (wanted.size > 0) void swept.then(goOnNow).catch(onError)

  return {
    assertIdle,
    async replace(id, bytes, context) {
      if (GENERATED_ID.test(id)) {
        throw new ProblemError(
          'refused',
          'A generated id cannot be used a second time: copy the image to a new id instead.',
        )
      }
      await swept
      assertIdle(id)
      return alone(id, () => replaceNow(id, bytes, context))
    },
    async standing(id, context) {
      const row = journal.get(id)
      const isOver = row !== null && !isUnderWay(row)
      return standingOf(row, isOver ? await detailsOf(images, id, context) : null)
    },
    async stop() {
      stopped.abort(new DOMException('The desk stops', 'AbortError'))
      if (timer !== null) clearTimeout(timer)
      await Promise.allSettled([swept, ...busy.values()])
    },
  }
}
