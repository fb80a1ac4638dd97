import type { IncomingMessage } from 'node:http'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { CallContext, UploadBody } from '../../cloudflare/images-api.ts'
import type { UploadRow } from '../../store/uploads-journal.ts'
import type { BffDeps } from '../deps.ts'
import { upstreamKindOf } from '../is-upstream-error.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { createUploadGate, MULTIPART_OVERHEAD_BYTES, type UploadGate } from '../upload-gate.ts'
import { createUploadMeter } from '../upload-meter.ts'
import type { Asking } from './asking.ts'
import type { Drafts } from './drafts.ts'
import { type KeepDeps, keepImage } from './keep-image.ts'
import { digestOf, fieldsOfForm, type UploadFields } from './upload-fields.ts'

/** The upstream's word about the file itself: another draft changes nothing. */
const REFUSES_FILE = new Set(['too_large', 'unsupported_media', 'quota_exceeded'])
/** What an upload URL may say that is used up, has expired or never was. */
const MAY_BE_URL = new Set(['not_found', 'conflict', 'refused', 'invalid_request'])
/** The answer is missing: the upstream may have done it all the same. */
const ANSWER_LOST = new Set(['upstream_unavailable', 'upstream_timeout', 'upstream_unexpected'])
/** For finding out at once what became of it; the sender can ask later as well. */
const ASK_WITHIN_MS = 5_000

/** A form on its way in. */
interface Incoming {
  key: string
  /** What is known of the key; nothing is stored for it. */
  before: UploadRow | null
  tail: UploadBody
  fields: UploadFields
  /** What the picture taught so far; `null` before its end. */
  learnt: ReturnType<typeof createUploadMeter>['result']
  /** The journal has the attempt: the last bytes may leave once they are there. */
  begun(): void
}

/**
 * One attempt at one upload, streamed. Without an id of the sender's it goes to a draft, of which one image can come at
 * most, whoever repeats what; with one it is created under it, which no second attempt can do.
 */
export function createReceiver(
  deps: Pick<BffDeps, 'images'> & KeepDeps & { asking: Asking; drafts: Drafts },
) {
  const { images, journal, asking, drafts } = deps

  async function throughDraft(incoming: Incoming, context: CallContext): Promise<Image> {
    const { key, before, tail, fields } = incoming
    const { uploadUrl } = await drafts.take(key, before, fields, context)
    incoming.begun()
    try {
      const image = await images.uploadToDraft(uploadUrl, tail, context)
      return await keepImage(deps, key, image, incoming.learnt())
    } catch (error) {
      return afterDraftFailed(error, key, context)
    }
  }

  async function afterDraftFailed(error: unknown, key: string, context: CallContext): Promise<Image> {
    const kind = upstreamKindOf(error) ?? ''
    const row = journal.get(key)
    if (kind === '' || row === null || context.signal?.aborted) throw error
    if (REFUSES_FILE.has(kind)) {
      drafts.giveUp(key)
      throw error
    }
    const mayBeUrl = MAY_BE_URL.has(kind)
    if (!mayBeUrl && !(row.mayBeStored && ANSWER_LOST.has(kind))) throw error
    const image = await askNow({ ...row, mayBeStored: true }, context, error)
    if (image !== null) return image
    if (mayBeUrl) drafts.giveUp(key)
    if (kind !== 'not_found' && kind !== 'conflict') throw error
    throw new ProblemError(
      'upstream_unavailable',
      'The Images API no longer knew this upload. Send it again.',
    )
  }

  async function underOwnId(id: ImageId, incoming: Incoming, context: CallContext): Promise<Image> {
    const { key, before, tail, fields } = incoming
    const isAgain = before?.kind === 'custom' && before.imageId === id && before.mayBeStored
    if (before?.kind === 'draft') drafts.giveUp(key)
    const contentHash = isAgain ? before.contentHash : null
    const fieldsDigest = digestOf(fields)
    journal.begin({ key, kind: 'custom', fieldsDigest, imageId: id, mayBeStored: isAgain, contentHash })
    incoming.begun()
    try {
      const image = await images.uploadImage(tail, fields, context)
      return await keepImage(deps, key, image, incoming.learnt())
    } catch (error) {
      const kind = upstreamKindOf(error) ?? ''
      if (kind === 'conflict' && isAgain) {
        const learnt = incoming.learnt()
        const own = await ownBytes(id, learnt?.contentHash ?? contentHash, context)
        if (own !== null) return keepImage(deps, key, own, learnt)
      }
      const row = journal.get(key)
      if (row?.mayBeStored && ANSWER_LOST.has(kind) && !context.signal?.aborted) {
        const image = await askNow(row, context, error)
        if (image !== null) return image
      } else if (kind !== '' && kind !== 'rate_limited' && !ANSWER_LOST.has(kind)) journal.giveUp(key)
      throw error
    }
  }

  /** The image that stands in the way, when an earlier attempt with these very bytes put it there. */
  async function ownBytes(
    id: ImageId,
    contentHash: string | null,
    context: CallContext,
  ): Promise<Image | null> {
    if (contentHash === null || !(await asking.hasBytes(id, contentHash, context))) return null
    return asking.details(id, context)
  }

  /** @throws `failure`, when this cannot be found out now */
  async function askNow(row: UploadRow, context: CallContext, failure: unknown): Promise<Image | null> {
    const { signal = new AbortController().signal } = context
    try {
      return await asking.imageOf(row, {
        ...context,
        signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_WITHIN_MS)]),
      })
    } catch {
      throw failure
    }
  }

  return async function receive(
    req: IncomingMessage,
    key: string,
    before: UploadRow | null,
    context: CallContext,
  ): Promise<Image> {
    const sizeBytes = sizeOf(req)
    const meter = createUploadMeter()
    let learnt: ReturnType<typeof meter.result> = null
    const { promise: begun, resolve } = Promise.withResolvers<void>()
    const gate = createUploadGate(req.headers['content-type'] ?? '', {
      onPicture: meter.see,
      async onWhole() {
        learnt = meter.result()
        await begun
        journal.mayBeStored(key, learnt?.contentHash ?? null)
      },
    })
    const refusal = feed(req, gate, context.signal)
    try {
      const { fields: values, cutBytes } = await gate.start
      const fields = fieldsOfForm(values)
      const incoming: Incoming = {
        key,
        before,
        fields,
        tail: { boundary: gate.boundary, sizeBytes: sizeBytes - cutBytes, stream: gate },
        learnt: () => learnt,
        begun: resolve,
      }
      return await (fields.id === undefined
        ? throughDraft(incoming, context)
        : underOwnId(fields.id, incoming, context))
    } catch (error) {
      gate.destroy()
      throw (await refusal) ?? error
    }
  }
}

/**
 * Lets the request flow into the gate. Not `pipeline`: that would destroy the request with the gate, and with it the
 * connection that the answer needs.
 * @returns what the gate found wrong, when it is closed; `null` for any other end
 */
async function feed(
  req: IncomingMessage,
  gate: UploadGate,
  signal: AbortSignal | undefined,
): Promise<ProblemError | null> {
  const leave = () => gate.destroy(new Error('The sender went away'))
  const giveUp = () => gate.destroy(signal?.reason)
  const { promise, resolve } = Promise.withResolvers<ProblemError | null>()
  gate.once('error', (error) => resolve(error instanceof ProblemError ? error : null))
  gate.once('close', () => {
    req.unpipe(gate)
    signal?.removeEventListener('abort', giveUp)
    resolve(null)
  })
  req.on('error', leave)
  req.once('close', () => {
    if (!req.complete) leave()
  })
  signal?.addEventListener('abort', giveUp, { once: true })
  if (signal?.aborted) giveUp()
  else req.pipe(gate)
  return promise
}

/** @throws ProblemError */
function sizeOf(req: IncomingMessage): number {
  const sizeBytes = Number(req.headers['content-length'])
  if (!Number.isSafeInteger(sizeBytes)) {
    throw new ProblemError('invalid_request', 'The upload must say how long it is.')
  }
  if (sizeBytes > LIMITS.uploadSizeBytes + MULTIPART_OVERHEAD_BYTES) {
    throw new ProblemError('too_large', 'The picture is larger than 10 MB.')
  }
  return sizeBytes
}
