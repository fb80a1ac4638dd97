import { Router } from 'express'
import { parseFlexibleOptions, printFlexibleOptions, splitDeliveryUrl } from '#contract/flexible/parse.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { type Renditions, RenditionsQuery } from '#contract/renditions.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import type { Variant } from '#contract/variants.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext, imageIdOf } from '../deps.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { signUrl } from '../signed-links/sign-url.ts'

/** A row of the tab asks for each variant; their options are asked for once. */
const VARIANTS_KEPT_MS = 5_000
/** Long enough to fetch what it is for. */
const SIGNED_FOR_SECONDS = 120

/** `/api/images/:id/renditions?of=`: bytes, pixels and type as delivered, for a variant or for options. */
export function renditionRoutes(deps: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const { images, library, signingKeys, renditions } = deps
  let kept: { list: Variant[]; until: number } | null = null

  async function variantsNow(context: CallContext): Promise<Variant[]> {
    if (kept === null || kept.until < Date.now()) {
      kept = { list: await images.listVariants(context), until: Date.now() + VARIANTS_KEPT_MS }
    }
    return kept.list
  }

  /** From the index where it knows the variant: a call of the API for each row would be a waste. */
  async function imageWith(id: ImageId, variant: string | null, context: CallContext): Promise<Image> {
    const known = await library.image(id)
    const fits = known?.variants.some(({ name }) => variant === null || name === variant)
    return known !== null && fits ? known : images.getImage(id, context)
  }

  async function signed(url: string, context: CallContext): Promise<string> {
    const key = await signingKeys.current(context)
    if (key === null) throw new ProblemError('not_found', 'The account has no signing key.')
    return signUrl(url, key.value, Math.floor(Date.now() / 1000) + SIGNED_FOR_SECONDS)
  }

  router.get('/:id/renditions', async (req, res) => {
    const context = callContext(res)
    const { of: asked } = RenditionsQuery.parse(req.query)
    const options = asked.includes('=') ? printed(asked) : null
    const image = await imageWith(imageIdOf(req), options === null ? asked : null, context)
    if (image.draft) throw new ProblemError('not_found', 'A draft has no picture to deliver.')
    if (options !== null && image.requiresSignedUrl) {
      throw new ProblemError('refused', 'A private image has no flexible URLs: options cannot be signed.')
    }
    const variant =
      options === null ? (await variantsNow(context)).find(({ name }) => name === asked) : undefined
    const url = urlOf(image, asked, options)
    const needsSignature = image.requiresSignedUrl && variant?.neverRequiresSignedUrl !== true
    const key = [url, contentVersion(image), needsSignature, JSON.stringify(variant?.options ?? null)].join(
      ' ',
    )
    const answer: Renditions = {
      of: options ?? asked,
      ...(await renditions.measure(key, async () => (needsSignature ? signed(url, context) : url))),
    }
    res.json(answer)
  })
  return router
}

/** @throws ProblemError 400 for options that make no sense */
function printed(asked: string): string {
  const { options, faults } = parseFlexibleOptions(asked)
  const [fault] = faults
  if (fault !== undefined) {
    throw new ProblemError(
      'invalid_request',
      `These are not options of a delivery URL: ${fault.part.slice(0, 80)}`,
    )
  }
  return printFlexibleOptions(options)
}

/** @throws ProblemError 404 for a variant the image does not have */
function urlOf({ variants }: Image, name: string, options: string | null): string {
  const url = options === null ? variants.find((variant) => variant.name === name)?.url : variants[0]?.url
  if (url === undefined) throw new ProblemError('not_found', 'The image has no such variant any more.')
  if (options === null) return url
  const parts = splitDeliveryUrl(url)
  if (parts === null)
    throw new ProblemError('upstream_unexpected', 'The delivery URL of the image cannot be read.')
  return `${parts.base}/${options}`
}
