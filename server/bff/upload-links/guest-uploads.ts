import { type GuestRefusal, type GuestUpload, INBOX_FIELD } from '#contract/guest.ts'
import type { Image, Metadata } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { GuestUploadRequest } from '#contract/upload-links.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { StoredDraft, UploadDrafts } from '../../store/upload-drafts.ts'
import type { StoredLink, UploadLinks } from '../../store/upload-links.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { createTurns } from '../turns.ts'
import { refusalOf, stateOf } from './link-state.ts'
import { createSettler } from './settle-draft.ts'

export interface GuestUploadsOptions {
  links: UploadLinks
  drafts: UploadDrafts
  images: Pick<ImagesApi, 'createDirectUpload' | 'getImage' | 'getOriginal' | 'deleteImage'>
  /** Told of each image that arrived. */
  onArrived(image: Image): Promise<void>
  /** Told of each address made, so that pages may send there. */
  onAddress(uploadUrl: string): void
  /** The metadata field that names folders. */
  folderField: string
  now?: () => number
}

/** What guests do, file by file. What concerns one file happens in turn, so that its key never has two drafts. */
export interface GuestUploads {
  /**
   * An address for one file: the one it has while that can be used, else a fresh one.
   * @throws ProblemError when the link is not open or the file does not fit; UpstreamError
   */
  handOut(linkId: string, request: GuestUploadRequest): Promise<GuestUpload>
  /** What became of a file, found out at the upstream. @throws UpstreamError */
  look(linkId: string, key: string): Promise<GuestUpload>
  /** The guest thought better of it. What arrived already stays. @throws UpstreamError */
  withdraw(linkId: string, key: string): Promise<GuestUpload>
  /** For the sweep: as `look`, in the background. `true` when it is settled. @throws UpstreamError; the signal's reason */
  sweep(draft: StoredDraft, signal: AbortSignal): Promise<boolean>
}

/** One asker for the budget, however many guests: they share, and people come before them. */
const GUESTS = 'guests'
const DEADLINE_MS = 20_000
const ADDRESS_SECONDS = 30 * 60
/** An address with less time left is not worth beginning with. */
const USABLE_MS = 2 * 60_000
/** Guests say when they are done; the desk looks by itself after this. */
const FIRST_CHECK_MS = 3 * 60_000
const NEXT_CHECK_MS = 10 * 60_000
/** A place without an address this long after it was kept: the desk was stopped in between. */
const ABANDONED_MS = 60_000

export function createGuestUploads(options: GuestUploadsOptions): GuestUploads {
  const { links, drafts, images, onAddress, folderField, now = () => Date.now() } = options
  const inTurn = createTurns()
  const { settle, abandon } = createSettler({ ...options, now })

  /** Not the guest's connection: what was begun is written down even if nobody waits for it any more. */
  const context = (): CallContext => ({
    callClass: 'bulk',
    person: GUESTS,
    signal: AbortSignal.timeout(DEADLINE_MS),
  })

  function openLink(linkId: string): StoredLink {
    const link = links.get(linkId)
    if (link === null || ['revoked', 'expired'].includes(stateOf(link, drafts.usage(linkId), now()))) {
      throw linkGone()
    }
    return link
  }

  /** The draft that the key has already, if it will do. */
  async function known({ sizeBytes }: GuestUploadRequest, draft: StoredDraft): Promise<GuestUpload | null> {
    if (draft.state === 'arrived') return { state: 'arrived', sizeBytes: draft.sizeBytes }
    if (draft.state !== 'waiting') return null
    if (draft.sizeBytes !== sizeBytes) {
      throw new ProblemError('conflict', 'This key stands for another file.')
    }
    if (draft.uploadUrl !== null && draft.expiresAt - now() > USABLE_MS) return waiting(draft)
    const settled = await settle(draft, context())
    if (settled === null) await abandon(draft, context())
    return settled?.state === 'arrived' ? settled : null
  }

  async function handOut(linkId: string, request: GuestUploadRequest): Promise<GuestUpload> {
    const { key, name, sizeBytes } = request
    const link = openLink(linkId)
    const before = drafts.get(linkId, key)
    const answer = before === null ? null : await known(request, before)
    if (answer !== null) return answer
    // From here to the place nothing waits, so that no two files get the last one.
    const reason = refusalOf(link, drafts.usageWithout(linkId, key), sizeBytes)
    if (reason !== null) throw noRoom(reason)
    const at = now()
    drafts.keepPlace({ linkId, key, name, sizeBytes, now: at, checkAt: at + ABANDONED_MS })
    const made = await images
      .createDirectUpload(fieldsOf(link, folderField, now()), context())
      .catch((error: unknown) => {
        drafts.drop(linkId, key)
        throw error
      })
    onAddress(made.uploadUrl)
    drafts.handedOut(linkId, key, {
      imageId: made.id,
      uploadUrl: made.uploadUrl,
      expiresAt: Date.parse(made.expiresAt),
      checkAt: now() + FIRST_CHECK_MS,
    })
    const draft = drafts.get(linkId, key)
    const isOpen = links.get(linkId)?.revokedAt === null
    if (draft === null || !isOpen) {
      // Switched off in the meantime.
      await images.deleteImage(made.id, context()).catch(() => {})
      drafts.drop(linkId, key)
      throw linkGone()
    }
    return waiting(draft)
  }

  async function look(linkId: string, key: string): Promise<GuestUpload> {
    const draft = drafts.get(linkId, key)
    if (draft?.state === 'arrived') return { state: 'arrived', sizeBytes: draft.sizeBytes }
    if (draft?.state === 'refused' && draft.reason !== null) return { state: 'refused', reason: draft.reason }
    if (draft?.state !== 'waiting') return { state: 'expired' }
    return (await settle(draft, context())) ?? waiting(draft)
  }

  return {
    handOut: (linkId, request) => inTurn(`${linkId} ${request.key}`, () => handOut(linkId, request)),
    look: (linkId, key) => inTurn(`${linkId} ${key}`, () => look(linkId, key)),
    withdraw: (linkId, key) =>
      inTurn(`${linkId} ${key}`, async () => {
        const found = await look(linkId, key)
        const draft = drafts.get(linkId, key)
        if (found.state !== 'waiting' || draft === null) return found
        await abandon(draft, context())
        return { state: 'expired' }
      }),
    sweep: ({ linkId, key }, signal) =>
      inTurn(`${linkId} ${key}`, async () => {
        const draft = drafts.get(linkId, key)
        if (draft === null || (draft.state !== 'waiting' && draft.state !== 'making')) return true
        // Put off first: one that fails goes to the end of the line.
        drafts.checkAgain(linkId, key, nextCheckAt(draft, now()))
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)])
        const settled = await settle(draft, {
          callClass: 'background',
          person: GUESTS,
          signal: deadline,
        })
        return settled !== null
      }),
  }
}

/** The one answer for a token that opens nothing, whatever the reason. */
export function linkGone(): ProblemError {
  return new ProblemError('not_found', 'This link does not work. Ask whoever sent it for a new one.')
}

function noRoom(reason: GuestRefusal): ProblemError {
  return reason === 'file_too_large'
    ? new ProblemError('too_large', 'The file is larger than this link takes.')
    : new ProblemError('refused', 'There is no room left under this link.')
}

function waiting({ uploadUrl, expiresAt }: StoredDraft): GuestUpload {
  if (uploadUrl === null) return { state: 'expired' }
  return { state: 'waiting', uploadUrl, expiresAt: new Date(expiresAt).toISOString() }
}

function nextCheckAt({ expiresAt }: StoredDraft, now: number): number {
  const end = expiresAt + USABLE_MS
  return end > now ? Math.min(end, now + NEXT_CHECK_MS) : now + NEXT_CHECK_MS
}

/** What every image of the link gets, the mark of the inbox last: nothing of the link's own can stand in its place. */
export function metadataOf(
  { label, folder, metadata }: Pick<StoredLink, 'label' | 'folder' | 'metadata'>,
  folderField: string,
): Metadata {
  return { ...metadata, ...(folder !== '' && { [folderField]: folder }), [INBOX_FIELD]: label }
}

function fieldsOf(link: StoredLink, folderField: string, now: number) {
  const left = Math.ceil((link.expiresAt - now) / 1000)
  return {
    metadata: metadataOf(link, folderField),
    ...(link.creator !== null && { creator: link.creator }),
    ...(link.requiresSignedUrl && { requiresSignedUrl: true }),
    expiresInSeconds: Math.max(LIMITS.directUploadMinSeconds, Math.min(ADDRESS_SECONDS, left)),
  }
}
