import { type Request, type RequestHandler, Router } from 'express'
import { type GuestAnswer, type GuestLink, type GuestUpload, LINK_HEADER } from '#contract/guest.ts'
import { GuestUploadKey, GuestUploadRequest } from '#contract/upload-links.ts'
import type { StoredLink } from '../../store/upload-links.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { addressOf } from '../upload-links/address-of.ts'
import { linkGone } from '../upload-links/guest-uploads.ts'
import { guestViewOf } from '../upload-links/link-state.ts'
import { linkOfToken } from '../upload-links/link-token.ts'
import { createRateLimit } from '../upload-links/rate-limit.ts'

const REQUESTS_A_MINUTE = 300
/** Each is an API call, and each that arrives two more. */
const ADDRESSES_A_MINUTE = 60

/**
 * `/api/guest`: all that an outsider can reach. The token comes in a header; nothing is told but the link's own label,
 * limits and the files of keys that the asker knows.
 */
export function guestUploadRoutes({ uploadLinks, uploadDrafts, guestUploads }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const requests = createRateLimit(REQUESTS_A_MINUTE)
  const addresses = createRateLimit(ADDRESSES_A_MINUTE)

  /** Of the asker first, so that guessing at tokens is counted, too. */
  const limit: RequestHandler = (req, _res, next) => {
    refuseOver(requests.take(addressOf(req)))
    next()
  }
  const linkOf = (req: Request) => linkOfToken(uploadLinks, req.get(LINK_HEADER))

  function liveLinkOf(req: Request): StoredLink {
    const link = linkOf(req)
    if (link === null || link.revokedAt !== null) throw linkGone()
    return link
  }

  function viewOf(linkId: string): GuestLink {
    const link = uploadLinks.get(linkId)
    return link === null ? { state: 'unknown' } : guestViewOf(link, uploadDrafts.usage(link.id), Date.now())
  }

  const answer = (linkId: string, upload: GuestUpload): GuestAnswer => ({ upload, link: viewOf(linkId) })

  router.use(limit)
  router.get('/link', (req, res) => {
    const link = linkOf(req)
    res.json(link === null ? ({ state: 'unknown' } satisfies GuestLink) : viewOf(link.id))
  })
  router.post('/uploads', jsonBody, async (req, res) => {
    const request = GuestUploadRequest.parse(req.body)
    const { id } = liveLinkOf(req)
    refuseOver(addresses.take(addressOf(req)) ?? addresses.take(`link ${id}`))
    res.status(201).json(answer(id, await guestUploads.handOut(id, request)))
  })
  router.post('/uploads/:key/arrived', async (req, res) => {
    const key = GuestUploadKey.parse(req.params['key'])
    const { id } = liveLinkOf(req)
    refuseOver(requests.take(`link ${id}`))
    res.json(answer(id, await guestUploads.look(id, key)))
  })
  router.delete('/uploads/:key', async (req, res) => {
    const key = GuestUploadKey.parse(req.params['key'])
    const { id } = liveLinkOf(req)
    refuseOver(requests.take(`link ${id}`))
    res.json(answer(id, await guestUploads.withdraw(id, key)))
  })
  return router
}

function refuseOver(waitSeconds: number | null): void {
  if (waitSeconds === null) return
  throw new ProblemError('rate_limited', 'Too many requests. Try again shortly.', null, waitSeconds)
}
