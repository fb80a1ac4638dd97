import { randomUUID } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import { UploadByUrlRequest } from '#contract/images.ts'
import { UPLOAD_HEADERS, UploadKey } from '#contract/uploads.ts'
import { type BffDeps, TRANSFER_DEADLINE_MS } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import type { UploadCalls } from '../uploads/upload-calls.ts'
import { fieldsOf } from '../uploads/upload-fields.ts'
import type { Arrival } from '../uploads/uploads.ts'

/** `POST /api/images` and `POST /api/images/by-url`. */
export function newImageRoutes({ uploads }: BffDeps, calls: UploadCalls): Router {
  const router = Router({ caseSensitive: true, strict: true })

  router.post('/', async (req, res) => {
    const key = keyOf(req.get(UPLOAD_HEADERS.key))
    const context = calls.begin(req, res, TRANSFER_DEADLINE_MS)
    await answer(res, () => uploads.receive(req, key, context))
    // It had arrived: what is still coming of it is read and dropped, as its sender reads the answer last.
    if (!req.complete) req.resume()
  })
  router.post('/by-url', jsonBody, async (req, res) => {
    const { url, ...fields } = UploadByUrlRequest.parse(req.body)
    const key = keyOf(req.get(UPLOAD_HEADERS.key))
    const context = calls.begin(req, res)
    await answer(res, () => uploads.fetchByUrl(url, fieldsOf(fields), key, context))
  })

  async function answer(res: Response, upload: () => Promise<Arrival>): Promise<void> {
    try {
      const { image, isNew } = await upload()
      calls.tell(res)
      res.status(isNew ? 201 : 200).json(image)
    } catch (error) {
      calls.tell(res)
      throw error
    }
  }

  return router
}

/** `/api/uploads`: what became of an upload, by its key. */
export function uploadRoutes({ uploads }: BffDeps, calls: UploadCalls): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const keyIn = (req: Request) => UploadKey.parse(req.params['key'])

  router.get('/:key', async (req, res) => {
    res.json(await uploads.standing(keyIn(req), calls.ask(res)))
  })
  router.delete('/:key', async (req, res) => {
    res.json(await uploads.giveUp(keyIn(req), calls.ask(res)))
  })
  router.post('/:key/ticket', jsonBody, async (req, res) => {
    const key = keyIn(req)
    const fields = fieldsOf(req.body)
    const context = calls.begin(req, res)
    const ticket = await uploads.ticket(key, fields, context)
    calls.tell(res)
    res.status(201).json(ticket)
  })
  return router
}

/** Who sends none gets one: the way through the desk is the same. @throws ZodError */
function keyOf(header: string | undefined): string {
  return header === undefined ? randomUUID() : UploadKey.parse(header)
}
