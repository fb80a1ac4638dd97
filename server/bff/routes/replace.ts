import type { IncomingMessage } from 'node:http'
import { Router } from 'express'
import { LIMITS } from '#contract/limits.ts'
import { CopyImageRequest } from '#contract/replace.ts'
import { type BffDeps, callContext, imageIdOf, TRANSFER_DEADLINE_MS, whileWaiting } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { createUploadGate, MULTIPART_OVERHEAD_BYTES } from '../upload-gate.ts'
import { present } from '../without-undefined.ts'

/** `/api/images/:id/file` and `/api/images/:id/copies` */
export function replaceRoutes({ replacer, copyImage }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  router.put('/:id/file', async (req, res) => {
    const id = imageIdOf(req)
    replacer.assertIdle(id)
    const bytes = await pictureOf(req, whileWaiting(res))
    const context = callContext(res, { deadlineMs: TRANSFER_DEADLINE_MS })
    const standing = await replacer.replace(id, bytes, context)
    res.status(standing.state === 'under_way' ? 202 : 200).json(standing)
  })

  router.get('/:id/file', async (req, res) => {
    res.json(await replacer.standing(imageIdOf(req), callContext(res)))
  })

  router.post('/:id/copies', jsonBody, async (req, res) => {
    const wish = present(CopyImageRequest.parse(req.body))
    const context = callContext(res, { deadlineMs: TRANSFER_DEADLINE_MS })
    res.status(201).json(await copyImage(imageIdOf(req), wish, context))
  })

  return router
}

/** The picture of an upload form without fields; 10 MB at most. @throws ProblemError */
async function pictureOf(req: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > LIMITS.uploadSizeBytes + MULTIPART_OVERHEAD_BYTES) {
    throw new ProblemError('too_large', 'The picture is larger than 10 MB.')
  }
  const chunks: Buffer[] = []
  const gate = createUploadGate(req.headers['content-type'] ?? '', {
    onPicture: (bytes) => chunks.push(Buffer.from(bytes)),
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const leave = () => gate.destroy(new Error('The sender went away'))
  gate.once('error', reject)
  gate.once('end', resolve)
  req.once('error', leave)
  signal.addEventListener('abort', leave, { once: true })
  // Not `pipeline`: that would destroy the connection that the answer needs.
  req.pipe(gate)
  gate.resume()
  try {
    await promise
  } finally {
    req.unpipe(gate)
    signal.removeEventListener('abort', leave)
  }
  const { fields } = await gate.start
  if (fields.size > 0) {
    throw new ProblemError('invalid_request', 'A new file brings no fields: they stay as they are.')
  }
  return Buffer.concat(chunks)
}
