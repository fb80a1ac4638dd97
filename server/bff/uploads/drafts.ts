import { setTimeout as delay } from 'node:timers/promises'
import type { ImageId } from '#contract/image-id.ts'
import { LIMITS } from '#contract/limits.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { UploadRow, UploadsJournal } from '../../store/uploads-journal.ts'
import { upstreamKindOf } from '../is-upstream-error.ts'
import { digestOf, type UploadFields } from './upload-fields.ts'

export interface Draft {
  id: ImageId
  uploadUrl: string
  expiresAtMs: number
}

export interface Drafts {
  /**
   * The draft an upload goes to: the one its key has, while that is good, or a new one. One API call at most, two when
   * the first got no answer: a draft nobody knows of is not listed and ends by itself.
   */
  take(key: string, before: UploadRow | null, fields: UploadFields, context: CallContext): Promise<Draft>
  /** Nothing will come of the key's draft. */
  giveUp(key: string): void
}

/** What an upload begun now may need, until its last byte. */
const STILL_GOOD_MS = 180_000
const TRY_AGAIN_MS = 200
const MAY_PASS = new Set(['upstream_unavailable', 'upstream_timeout'])

/** @param onGivenUp there is a draft to delete */
export function createDrafts(
  images: Pick<ImagesApi, 'createDirectUpload' | 'getImage' | 'deleteImage'>,
  journal: UploadsJournal,
  onGivenUp: () => void,
  now: () => number = Date.now,
): Drafts {
  async function create(fields: UploadFields, context: CallContext): Promise<Draft> {
    const asked = { ...fields, expiresInSeconds: LIMITS.directUploadDefaultSeconds }
    const { id, uploadUrl, expiresAt } = await images.createDirectUpload(asked, context)
    return { id, uploadUrl, expiresAtMs: Date.parse(expiresAt) }
  }

  /**
   * Tries again once after a fault that may pass. @param mayBeOwn a draft of the wanted id may be this key's, from an
   * attempt whose answer got lost: it stands in its own way. Nobody else's draft is touched.
   */
  async function createWithPatience(
    fields: UploadFields,
    context: CallContext,
    mayBeOwn: boolean,
    isSecond = false,
  ): Promise<Draft> {
    try {
      return await create(fields, context)
    } catch (error) {
      const kind = upstreamKindOf(error) ?? ''
      if (kind === 'conflict' && mayBeOwn && fields.id !== undefined) {
        if (!(await images.getImage(fields.id, context)).draft) throw error
        await images.deleteImage(fields.id, context)
        return create(fields, context)
      }
      if (isSecond || !MAY_PASS.has(kind) || context.signal?.aborted) throw error
      await delay(TRY_AGAIN_MS * (1 + Math.random()), undefined, {
        ...(context.signal !== undefined && { signal: context.signal }),
      })
      return createWithPatience(fields, context, true, true)
    }
  }

  function giveUp(key: string): void {
    journal.giveUp(key)
    onGivenUp()
  }

  return {
    giveUp,
    async take(key, before, fields, context) {
      const fieldsDigest = digestOf(fields)
      const isOwn = before?.kind === 'draft' && !before.isStored
      if (
        isOwn &&
        before.fieldsDigest === fieldsDigest &&
        (fields.id === undefined || before.imageId === fields.id)
      ) {
        const { imageId: id, uploadUrl, expiresAtMs } = before
        if (
          id !== null &&
          uploadUrl !== null &&
          expiresAtMs !== null &&
          expiresAtMs - now() > STILL_GOOD_MS
        ) {
          return { id, uploadUrl, expiresAtMs }
        }
      }
      if (before !== null) giveUp(key)
      const attempt = { key, kind: 'draft', fieldsDigest } as const
      const mayBeOwn = isOwn && fields.id !== undefined && before.imageId === fields.id
      if (fields.id !== undefined) journal.begin({ ...attempt, imageId: fields.id })
      const { id, uploadUrl, expiresAtMs } = await createWithPatience(fields, context, mayBeOwn)
      journal.begin({ ...attempt, imageId: id, uploadUrl, expiresAtMs })
      return { id, uploadUrl, expiresAtMs }
    },
  }
}
