import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { EditImageRequest, ListImagesQuery } from '#contract/images.ts'
import { type BffDeps, callContext, imageIdOf, learnFrom, TRANSFER_DEADLINE_MS } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { createPageBodies } from '../page-bodies.ts'
import { present } from '../without-undefined.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** `/api/images` */
export function imageRoutes(deps: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  const bodyOf = createPageBodies((page) => learnFrom(page.images, deps))

  router.get('/', async (req, res) => {
    const query = present(ListImagesQuery.parse(req.query))
    const body = await bodyOf(await deps.images.listImages(query, callContext(res)))
    res.set({ 'Content-Type': JSON_TYPE, 'Content-Length': String(body.length) })
    res.end(body)
  })

  router.get('/:id', async (req, res) => {
    const image = await deps.images.getImage(imageIdOf(req), callContext(res))
    learnFrom([image], deps)
    res.json(image)
  })

  router.patch('/:id', jsonBody, async (req, res) => {
    const change = present(EditImageRequest.parse(req.body))
    const id = imageIdOf(req)
    deps.replacer.assertIdle(id)
    const image = await deps.images.editImage(id, change, callContext(res))
    learnFrom([image], deps)
    await deps.library.replaced(id, image)
    res.json(image)
  })

  router.delete('/:id', async (req, res) => {
    const id = imageIdOf(req)
    deps.replacer.assertIdle(id)
    await deps.images.deleteImage(id, callContext(res))
    await deps.library.removed(id)
    res.status(204).end()
  })

  // Always a download: whatever the bytes are, they are no document of this origin.
  router.get('/:id/original', async (req, res) => {
    const id = imageIdOf(req)
    const context = callContext(res, { deadlineMs: TRANSFER_DEADLINE_MS })
    const image = await deps.images.getImage(id, context)
    const original = await deps.images.getOriginal(id, context)
    res.attachment(image.filename ?? id.split('/').at(-1))
    res.set(
      'Content-Type',
      /^image\/(?!svg)[a-z]+$/.test(original.contentType) ? original.contentType : 'application/octet-stream',
    )
    res.set('Content-Security-Policy', "default-src 'none'; sandbox")
    if (original.sizeBytes !== null) res.set('Content-Length', String(original.sizeBytes))
    await pipeline(original.stream, res).catch(() => res.destroy())
  })

  return router
}
