import { Router } from 'express'
import { THUMBNAIL_SIZES } from '#contract/thumbnails.ts'
import { type BffDeps, callContext, imageIdOf } from '../deps.ts'
import { ProblemError } from '../middleware/problem-error.ts'

const A_YEAR = 'private, max-age=31536000, immutable'

/** `/api/thumbnails/:size/:id?v=version`: WebP, kept for ever by its version; an SVG is sent to its delivery URL. */
export function thumbnailRoutes({ thumbnails }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/:size/:id', async (req, res) => {
    const size = THUMBNAIL_SIZES.find((known) => String(known) === req.params['size'])
    if (size === undefined) throw new ProblemError('invalid_request', 'Thumbnails do not come in this size.')
    const version =
      typeof req.query['v'] === 'string' && /^[a-z0-9]{1,16}$/.test(req.query['v']) ? req.query['v'] : ''
    const thumbnail = await thumbnails.get(imageIdOf(req), size, version, callContext(res))
    if (thumbnail.kind === 'elsewhere') {
      res.set('Cache-Control', 'no-store').redirect(302, thumbnail.url)
      return
    }
    const etag = `"${thumbnail.digest}"`
    res.set({ 'Cache-Control': version === thumbnail.version ? A_YEAR : 'private, no-cache', ETag: etag })
    if (req.headers['if-none-match'] === etag) {
      res.status(304).end()
      return
    }
    res.set({ 'Content-Type': 'image/webp', 'Content-Length': String(thumbnail.bytes.length) })
    res.end(thumbnail.bytes)
  })
  return router
}
