import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { EditImageRequest, ListImagesQuery, UploadByUrlRequest } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { type BffDeps, callContext, imageIdOf, learnFrom, TRANSFER_DEADLINE_MS } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { createPageBodies } from '../page-bodies.ts'
import { createUploadGate, MULTIPART_OVERHEAD_BYTES } from '../upload-gate.ts'
import { createUploadMeter } from '../upload-meter.ts'
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

  router.post('/', async (req, res) => {
    const sizeBytes = Number(req.headers['content-length'])
    if (!Number.isSafeInteger(sizeBytes)) {
      throw new ProblemError('invalid_request', 'The upload must say how long it is.')
    }
    if (sizeBytes > LIMITS.uploadSizeBytes + MULTIPART_OVERHEAD_BYTES) {
      throw new ProblemError('too_large', 'The picture is larger than 10 MB.')
    }
    const contentType = req.headers['content-type'] ?? ''
    const meter = createUploadMeter()
    const gate = createUploadGate(contentType, { onPicture: meter.see })
    const context = callContext(res, { deadlineMs: TRANSFER_DEADLINE_MS })
    let refused: unknown = null
    const passing = pipeline(req, gate).catch((error: unknown) => {
      refused = error
    })
    try {
      const image = await deps.images.uploadImage({ contentType, sizeBytes, stream: gate }, context)
      learnFrom([image], deps)
      await deps.library.wroteThrough(image)
      const learnt = meter.result()
      if (learnt !== null) deps.library.measured(image, learnt)
      res.status(201).json(image)
    } catch (error) {
      gate.destroy()
      await passing
      throw refused instanceof ProblemError ? refused : error
    }
  })

  router.post('/by-url', jsonBody, async (req, res) => {
    const { url, ...fields } = UploadByUrlRequest.parse(req.body)
    const image = await deps.images.uploadImageByUrl(url, present(fields), callContext(res))
    learnFrom([image], deps)
    await deps.library.wroteThrough(image)
    res.status(201).json(image)
  })

  router.get('/:id', async (req, res) => {
    const image = await deps.images.getImage(imageIdOf(req), callContext(res))
    learnFrom([image], deps)
    res.json(image)
  })

  router.patch('/:id', jsonBody, async (req, res) => {
    const change = present(EditImageRequest.parse(req.body))
    const id = imageIdOf(req)
    const image = await deps.images.editImage(id, change, callContext(res))
    learnFrom([image], deps)
    await deps.library.replaced(id, image)
    res.json(image)
  })

  router.delete('/:id', async (req, res) => {
    const id = imageIdOf(req)
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
