import { Router } from 'express'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import {
  CheckLinkRequest,
  type LinkCheck,
  type LinkRecords,
  LinkRecordsQuery,
  type MintedLinks,
  MintLinksRequest,
  SIGNED_LINK_LIMITS,
} from '#contract/signed-links.ts'
import type { RevealedSigningKey } from '#contract/signing-keys.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { isGone } from '../is-upstream-error.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { checkLink, shownImage } from '../signed-links/check-link.ts'
import { mintLink } from '../signed-links/mint-links.ts'
import { readLink } from '../signed-links/read-link.ts'

/** Images the index does not have cost a call each; so many are asked for at once. */
const ASKED_AT_ONCE = 4

/** `/api/signed-links`: made, remembered and checked here; a key's value is in no answer. */
export function signedLinkRoutes({ images, library, signingKeys, linkRecords }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  /** From the index where it knows the variant, else from the upstream: `null` when neither has the image. */
  async function imageOf(id: ImageId, variant: string, context: CallContext): Promise<Image | null> {
    const known = await library.image(id)
    if (known?.variants.some(({ name }) => name === variant)) return known
    try {
      return await images.getImage(id, context)
    } catch (error) {
      if (isGone(error)) return null
      throw error
    }
  }

  /** Another program may have made it a moment ago. */
  async function keyNamed(keyName: string, context: CallContext): Promise<RevealedSigningKey | null> {
    const known = (await signingKeys.all(context)).find(({ name }) => name === keyName)
    if (known !== undefined) return known
    signingKeys.forget()
    return (await signingKeys.all(context)).find(({ name }) => name === keyName) ?? null
  }

  router.get('/', async (req, res) => {
    const page = linkRecords.list(LinkRecordsQuery.parse(req.query).before)
    const ids = new Set(page.links.map(({ imageId }) => imageId))
    const found = await Promise.all([...ids].map((id) => library.image(id)))
    const shown = found.map(shownImage).filter((image) => image !== null)
    const answer: LinkRecords = {
      ...page,
      images: Object.fromEntries(shown.map((image) => [image.id, image])),
    }
    res.json(answer)
  })

  router.post('/', jsonBody, async (req, res) => {
    const { imageIds, variant, keyName, expiresAt } = MintLinksRequest.parse(req.body)
    const expiresAtSeconds = secondsOf(expiresAt)
    const context = callContext(res)
    const [key, variants] = await Promise.all([keyNamed(keyName, context), images.listVariants(context)])
    if (key === null) throw fieldProblem('keyName', 'There is no key of this name any more.')
    const known = variants.find(({ name }) => name === variant)
    if (known === undefined) throw fieldProblem('variant', 'There is no variant of this name any more.')
    const minting = { variant, isOpen: known.neverRequiresSignedUrl, keyValue: key.value, expiresAtSeconds }
    const made: MintedLinks = {
      links: [],
      failures: [],
      expiresAt: expiresAtSeconds === null ? null : new Date(expiresAtSeconds * 1000).toISOString(),
    }
    const wanted = [...new Set(imageIds)]
    for (let at = 0; at < wanted.length; at += ASKED_AT_ONCE) {
      const some = wanted.slice(at, at + ASKED_AT_ONCE)
      const found = await Promise.allSettled(some.map((id) => imageOf(id, variant, context)))
      for (const [place, imageId] of some.entries()) {
        const look = found[place]
        if (look?.status !== 'fulfilled') made.failures.push({ imageId, fault: 'unreachable' })
        else {
          const link = mintLink(imageId, look.value, minting)
          if ('fault' in link) made.failures.push(link)
          else made.links.push(link)
        }
      }
    }
    linkRecords.add(
      made.links
        .filter(({ unsigned }) => unsigned === null)
        .map(({ imageId }) => ({ imageId, variant, keyName, expiresAtSeconds })),
    )
    res.status(201).json(made)
  })

  router.post('/check', jsonBody, async (req, res) => {
    const link = readLink(CheckLinkRequest.parse(req.body).url)
    if (link === null) {
      throw fieldProblem(
        'url',
        'This is no delivery link: it should look like https://…/account/image/variant.',
      )
    }
    const context = callContext(res)
    // A key deleted elsewhere must not vouch for a link.
    signingKeys.forget()
    const [keys, variants, image] = await Promise.all([
      signingKeys.all(context),
      images.listVariants(context),
      imageOf(link.imageId, link.variant, context),
    ])
    const known = image?.variants[0]?.url
    const check: LinkCheck = checkLink(link, {
      accountHash: (known && readLink(known)?.accountHash) ?? null,
      image,
      variants: variants.map(({ name }) => name),
      openVariants: new Set(variants.filter((v) => v.neverRequiresSignedUrl).map(({ name }) => name)),
      keys,
      mintedExpiries: linkRecords.expiriesOf(link.imageId),
      nowMs: Date.now(),
    })
    res.json(check)
  })
  return router
}

/** @throws ProblemError 400 for a time that is over, or further off than a link may live */
function secondsOf(expiresAt: string | null): number | null {
  if (expiresAt === null) return null
  const seconds = Math.floor(Date.parse(expiresAt) / 1000)
  const ahead = seconds - Date.now() / 1000
  if (ahead <= 0) throw fieldProblem('expiresAt', 'This time is over already. Choose a later one.')
  if (ahead > SIGNED_LINK_LIMITS.expirySeconds)
    throw fieldProblem('expiresAt', 'A link lives ten years at most. Choose an earlier time, or none.')
  return seconds
}

function fieldProblem(field: string, message: string): ProblemError {
  return new ProblemError('invalid_request', message, { [field]: message })
}
