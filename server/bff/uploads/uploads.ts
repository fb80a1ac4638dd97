import type { IncomingMessage } from 'node:http'
import type { Image } from '#contract/images.ts'
import type { UploadStanding, UploadTicket } from '#contract/uploads.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import type { UploadRow, UploadsJournal } from '../../store/uploads-journal.ts'
import type { DeliveryOrigins } from '../delivery-origins.ts'
import type { BffDeps } from '../deps.ts'
import { isUpstreamError } from '../is-upstream-error.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { createAsking } from './asking.ts'
import { createDrafts } from './drafts.ts'
import { explainOrigin } from './explain-origin.ts'
import { createInFlight } from './in-flight.ts'
import { keepImage } from './keep-image.ts'
import { createReceiver } from './receive-upload.ts'
import { createSweeper } from './sweep-drafts.ts'
import { digestOf, type UploadFields } from './upload-fields.ts'

export interface Arrival {
  image: Image
  /** False: it had arrived before, nothing was sent. */
  isNew: boolean
}

/** Uploads that arrive exactly once: whatever is repeated, with one key comes one image at most. */
export interface Uploads {
  /** `POST /api/images`: streams the request's form. @throws ProblemError, UpstreamError */
  receive(req: IncomingMessage, key: string, context: CallContext): Promise<Arrival>
  /** The upstream fetches `url` itself; the desk never does. @throws ProblemError, UpstreamError */
  fetchByUrl(url: string, fields: UploadFields, key: string, context: CallContext): Promise<Arrival>
  /** @throws ProblemError `not_found` when the image was deleted since; UpstreamError */
  standing(key: string, context: CallContext): Promise<UploadStanding>
  /** A one-time URL for the browser. @throws ProblemError `conflict` when the upload has arrived */
  ticket(key: string, fields: UploadFields, context: CallContext): Promise<UploadTicket>
  /** Ends the upload; what has arrived stays. */
  giveUp(key: string, context: CallContext): Promise<UploadStanding>
  /** Files are coming in, or were a moment ago: what can wait leaves them the processor. */
  isBusy(): boolean
  /** Stops what goes on in the background. */
  stop(): Promise<void>
}

export interface UploadsOptions {
  journal: UploadsJournal
  /** The origins that a page may send files to. */
  uploadOrigins: Pick<DeliveryOrigins, 'list'>
  onError(error: unknown): void
  /** Between two looks for an upload by URL whose answer got lost. Default 5 s. */
  lookAgainMs?: number
  now?: () => number
}

/** After so many looks in vain a person has to decide. */
const LOOKS = 3
const END_WITHIN_MS = 5_000
/** Between two files of one batch at most. */
const LULL_MS = 3_000
/** Failures after which the upstream may hold the image all the same. */
const ANSWER_LOST = new Set(['upstream_unavailable', 'upstream_timeout', 'upstream_unexpected'])

export function createUploads(
  deps: Pick<BffDeps, 'images' | 'library' | 'thumbnails' | 'deliveryOrigins'>,
  { journal, uploadOrigins, onError, lookAgainMs = 5_000, now = Date.now }: UploadsOptions,
): Uploads {
  const parts = { ...deps, journal }
  const { images } = deps
  const asking = createAsking(parts)
  const sweeper = createSweeper({ ...parts, asking, onError, now })
  const drafts = createDrafts(images, journal, sweeper.soon, now)
  const receive = createReceiver({ ...parts, asking, drafts })
  const inFlight = createInFlight()
  let lastEndedAtMs = Number.NEGATIVE_INFINITY

  async function standingOf(row: UploadRow | null, context: CallContext): Promise<UploadStanding> {
    if (row === null) return { state: 'unknown' }
    const isLooking = row.kind === 'url' && row.mayBeStored && !row.isStored
    const isTooSoon = isLooking && now() < row.attemptedAtMs + row.looks * lookAgainMs && row.looks < LOOKS
    if (isTooSoon) return { state: 'in_flight' }
    const image = await asking.imageOf(row, context)
    if (image !== null) return { state: 'stored', image }
    if (!isLooking) return { state: 'unknown' }
    journal.looked(row.key)
    return { state: row.looks + 1 < LOOKS ? 'in_flight' : 'answer_lost' }
  }

  /** The image when it is stored; `null` when (more) may be sent. @throws ProblemError when that is not certain */
  async function arrivedBefore(row: UploadRow | null, context: CallContext): Promise<Image | null> {
    const standing = await standingOf(row, context)
    switch (standing.state) {
      case 'stored':
        return standing.image
      case 'unknown':
        return null
      case 'in_flight':
        throw new ProblemError(
          'upload_in_flight',
          'Nobody knows yet what became of this upload. Ask for it in some seconds.',
          null,
          Math.ceil(lookAgainMs / 1_000),
        )
      case 'answer_lost':
        throw new ProblemError(
          'upload_answer_lost',
          'The Images API gave no answer, and the image cannot be found. Look for it before you send it again.',
        )
    }
  }

  const attempt = (
    key: string,
    context: CallContext,
    work: (before: UploadRow | null, context: CallContext) => Promise<Image>,
  ) =>
    inFlight.run(key, context.signal, async (signal): Promise<Arrival> => {
      const own = { ...context, signal }
      const before = journal.get(key)
      const arrived = await arrivedBefore(before, own)
      if (arrived !== null) return { image: arrived, isNew: false }
      try {
        return { image: await work(before, own), isNew: true }
      } finally {
        lastEndedAtMs = now()
      }
    })

  async function fetchNow(
    url: string,
    fields: UploadFields,
    key: string,
    context: CallContext,
  ): Promise<Image> {
    const { id = null } = fields
    const fieldsDigest = digestOf(fields)
    const sent = { key, kind: 'url', fieldsDigest, imageId: id, fileName: fileNameOf(url) } as const
    journal.begin({ ...sent, mayBeStored: true })
    try {
      return await keepImage(parts, key, await images.uploadImageByUrl(url, fields, context))
    } catch (error) {
      if (isUpstreamError(error) && (error.isUnsent || !ANSWER_LOST.has(error.kind))) journal.giveUp(key)
      throw explainOrigin(error)
    }
  }

  return {
    receive: (req, key, context) => attempt(key, context, (before, own) => receive(req, key, before, own)),
    fetchByUrl: (url, fields, key, context) =>
      attempt(key, context, (before, own) => {
        if (before?.kind === 'draft') drafts.giveUp(key)
        return fetchNow(url, fields, key, own)
      }),
    standing: async (key, context) =>
      inFlight.has(key) ? { state: 'in_flight' } : standingOf(journal.get(key), context),
    ticket: (key, fields, context) =>
      inFlight.run(key, context.signal, async (signal) => {
        const own = { ...context, signal }
        const before = journal.get(key)
        if ((await arrivedBefore(before, own)) !== null) {
          throw new ProblemError('conflict', 'This upload has arrived already.')
        }
        const { uploadUrl, expiresAtMs } = await drafts.take(key, before, fields, own)
        if (!uploadOrigins.list().includes(new URL(uploadUrl).origin)) {
          drafts.giveUp(key)
          throw new ProblemError(
            'upstream_unexpected',
            `Uploads would go to ${new URL(uploadUrl).origin}: set CLOUDFLARE_UPLOAD_ORIGIN to it, or upload through the desk.`,
          )
        }
        // From now on the browser may send, and the desk does not see it.
        journal.mayBeStored(key, null)
        return { uploadUrl, expiresAt: new Date(expiresAtMs).toISOString() }
      }),
    async giveUp(key, context) {
      if (!(await inFlight.end(key, END_WITHIN_MS))) return { state: 'in_flight' }
      const standing = await standingOf(journal.get(key), context)
      if (standing.state === 'stored' || inFlight.has(key)) return standing
      drafts.giveUp(key)
      return { state: 'unknown' }
    },
    isBusy: () => inFlight.count() > 0 || now() - lastEndedAtMs < LULL_MS,
    stop: sweeper.stop,
  }
}

/** The name the upstream will probably give it: the last part of the path. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
