import { Router } from 'express'
import { GUEST_PAGE_PREFIX, INBOX_FIELD } from '#contract/guest.ts'
import { metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { UPLOAD_LINK_LIMITS } from '#contract/upload-link-limits.ts'
import {
  type CreatedUploadLink,
  CreateUploadLinkRequest,
  EditUploadLinkRequest,
  type UploadLink,
  UploadLinkId,
} from '#contract/upload-links.ts'
import type { StoredLink } from '../../store/upload-links.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { metadataOf } from '../upload-links/guest-uploads.ts'
import { deskViewOf, uploadViewOf } from '../upload-links/link-state.ts'
import { newLinkToken } from '../upload-links/link-token.ts'
import { present } from '../without-undefined.ts'

const DAY_MS = 24 * 60 * 60_000
/** Of one link's files in a list. */
const UPLOADS_LISTED = 500

/** `/api/upload-links`: links for outsiders. The address of one is in the answer that made it and nowhere else. */
export function uploadLinkRoutes(deps: BffDeps): Router {
  const { uploadLinks, uploadDrafts, folderField, sweepDrafts } = deps
  const router = Router({ caseSensitive: true, strict: true })
  const viewOf = (link: StoredLink): UploadLink => deskViewOf(link, uploadDrafts.usage(link.id), Date.now())

  router.get('/', (_req, res) => {
    res.json({ links: uploadLinks.list().map(viewOf) })
  })
  router.post('/', jsonBody, (req, res) => {
    const { expiresInDays, creator, metadata = {}, ...rest } = CreateUploadLinkRequest.parse(req.body)
    const now = Date.now()
    const expiresAt = now + expiresInDays * DAY_MS
    const wanted = { ...rest, metadata, creator: creator || null, createdAt: now, expiresAt }
    refuseMetadata(wanted, folderField)
    const { token, tokenHash } = newLinkToken()
    const link = uploadLinks.create(wanted, tokenHash)
    if (link === 'label_taken') {
      const message = 'There is a link of this label already, or was. Labels mark what arrives.'
      throw new ProblemError('conflict', message, { label: message })
    }
    if (link === 'full') {
      throw new ProblemError(
        'refused',
        `There are ${UPLOAD_LINK_LIMITS.links} links already. Delete one that has ended first.`,
      )
    }
    // The guard has compared it with the origins that are ours: whoever made the link can reach it there.
    const url = new URL(`${GUEST_PAGE_PREFIX}${token}`, req.get('origin')).href
    res.status(201).json({ link: viewOf(link), url } satisfies CreatedUploadLink)
  })
  router.patch('/:id', jsonBody, (req, res) => {
    const { expiresInDays, ...limits } = present(EditUploadLinkRequest.parse(req.body))
    const id = UploadLinkId.parse(req.params['id'])
    if (uploadLinks.get(id)?.revokedAt != null) {
      throw new ProblemError('refused', 'This link was switched off for good. Make a new one.')
    }
    const link = uploadLinks.edit(id, {
      ...limits,
      ...(expiresInDays !== undefined && { expiresAt: Date.now() + expiresInDays * DAY_MS }),
    })
    if (link === null) throw gone()
    res.json(viewOf(link))
  })
  router.post('/:id/revoke', (req, res) => {
    const id = UploadLinkId.parse(req.params['id'])
    const link = uploadLinks.revoke(id, Date.now())
    if (link === null) throw gone()
    // Addresses that are out already are taken back, after the answer.
    uploadDrafts.makeDue(id, Date.now())
    sweepDrafts()
    res.json(viewOf(link))
  })
  router.delete('/:id', (req, res) => {
    const id = UploadLinkId.parse(req.params['id'])
    const link = uploadLinks.get(id)
    if (link === null) throw gone()
    const { state, used } = viewOf(link)
    if (state === 'open' || state === 'full') {
      throw new ProblemError('refused', 'This link still works. Switch it off first.')
    }
    if (used.waiting > 0) {
      throw new ProblemError('refused', 'Files may still be on their way. Try again in some minutes.')
    }
    uploadLinks.delete(id)
    res.status(204).end()
  })
  router.get('/:id/uploads', (req, res) => {
    const id = UploadLinkId.parse(req.params['id'])
    if (uploadLinks.get(id) === null) throw gone()
    res.json({ uploads: uploadDrafts.list(id, UPLOADS_LISTED).map(uploadViewOf) })
  })
  return router
}

/** With the folder and the mark it has to fit as well, and says nothing twice. */
function refuseMetadata(link: Pick<StoredLink, 'label' | 'folder' | 'metadata'>, folderField: string): void {
  const say = (message: string) => new ProblemError('invalid_request', message, { metadata: message })
  if (folderField === INBOX_FIELD) throw say(`LIBRARY_FOLDER_FIELD must not be ${INBOX_FIELD}.`)
  if (link.folder !== '' && Object.hasOwn(link.metadata, folderField)) {
    throw say(`The field ${folderField} names the folder: give it in one place.`)
  }
  const over = metadataSizeBytes(metadataOf(link, folderField)) - LIMITS.metadataBytes
  if (over > 0) throw say(`With folder and label this is ${over} bytes over the limit.`)
}

function gone(): ProblemError {
  return new ProblemError('not_found', 'This link is gone. Somebody may have deleted it.')
}
