import { Router } from 'express'
import { FactsQuery } from '#contract/facts.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext, imageIdOf, TRANSFER_DEADLINE_MS } from '../deps.ts'
import { ProblemError } from '../middleware/problem-error.ts'

/** `/api/images/:id/facts?v=`: what the original says about itself; `/api/images/:id/record`: what the upstream says. */
export function imageFactsRoutes({ images, library, facts }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  /** From the index where it knows these very bytes: then the original is the only call. */
  async function imageOf(id: ImageId, version: string, context: CallContext): Promise<Image> {
    const known = await library.image(id)
    return known !== null && contentVersion(known) === version ? known : images.getImage(id, context)
  }

  router.get('/:id/facts', async (req, res) => {
    const context = callContext(res, { deadlineMs: TRANSFER_DEADLINE_MS })
    const { v } = FactsQuery.parse(req.query)
    const image = await imageOf(imageIdOf(req), v, context)
    if (image.draft) throw new ProblemError('not_found', 'Nothing was uploaded to this draft yet.')
    res.json(await facts.read(image, context))
  })

  router.get('/:id/record', async (req, res) => {
    const record = await images.getRecord(imageIdOf(req), callContext(res))
    // Opened by itself it is a document of this origin: nothing in it may run.
    res.set('Content-Security-Policy', "default-src 'none'; sandbox")
    res.set('Content-Type', 'application/json; charset=utf-8')
    res.end(`${JSON.stringify(record, null, 2)}\n`)
  })
  return router
}
