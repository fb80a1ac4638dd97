import { Router } from 'express'
import { type DraftRenditions, DraftRenditionsRequest } from '#contract/draft-renditions.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'

/** Reading an original of 10 MB, and rendering it behind others. */
const DEADLINE_MS = 60_000
const A_YEAR = 'private, max-age=31536000, immutable'

/** `POST /api/variants/renditions`: ends with its request; a browser that asks for something newer leaves. */
export function draftRenditionRoutes({ images, library, draftRenditions }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.post('/renditions', jsonBody, async (req, res) => {
    const { image: id, options, accepts } = DraftRenditionsRequest.parse(req.body)
    const context = callContext(res, { deadlineMs: DEADLINE_MS })
    const image = (await library.image(id)) ?? (await images.getImage(id, context))
    if (image.draft) throw new ProblemError('not_found', 'A draft has no picture to render.')
    const answer: DraftRenditions = await draftRenditions.make(image, options, accepts, context)
    res.json(answer)
  })
  return router
}

/** `/api/renderings/:digest`: what the desk rendered, named by what it was made of. */
export function renderingRoutes({ draftRenditions }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/:digest', async (req, res) => {
    const { digest } = req.params
    const file = /^[0-9a-f]{40}$/.test(digest) ? await draftRenditions.find(digest) : null
    if (file === null) throw new ProblemError('not_found', 'This rendering was dropped. Make it again.')
    res.set({ 'Cache-Control': A_YEAR, 'Content-Type': file.header?.type ?? 'application/octet-stream' })
    res.sendFile(file.path, { cacheControl: false, lastModified: false, dotfiles: 'allow' })
  })
  return router
}
