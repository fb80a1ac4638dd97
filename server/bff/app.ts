import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'
import { endpoints } from '#contract/endpoints.ts'
import type { BffDeps } from './deps.ts'
import { guestPage } from './guest-page.ts'
import { createKeptStats } from './kept-stats.ts'
import { answerNotFound, answerProblem } from './middleware/answer-problem.ts'
import { type GuardOptions, guardHost, guardOrigin } from './middleware/guard.ts'
import { logRequests } from './middleware/request-log.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { accountRoutes, statsRoutes } from './routes/account.ts'
import { draftRenditionRoutes, renderingRoutes } from './routes/draft-renditions.ts'
import { guestUploadRoutes } from './routes/guest-uploads.ts'
import { imageFactsRoutes } from './routes/image-facts.ts'
import { imageRoutes } from './routes/images.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { libraryRoutes } from './routes/library.ts'
import { renditionRoutes } from './routes/renditions.ts'
import { replaceRoutes } from './routes/replace.ts'
import { savedViewRoutes } from './routes/saved-views.ts'
import { settingsRoutes } from './routes/settings.ts'
import { signedLinkRoutes } from './routes/signed-links.ts'
import { signedUrlRoutes, signingKeyRoutes } from './routes/signing-keys.ts'
import { thumbnailRoutes } from './routes/thumbnails.ts'
import { uploadLinkRoutes } from './routes/upload-links.ts'
import { uploadPresetRoutes } from './routes/upload-presets.ts'
import { newImageRoutes, uploadRoutes } from './routes/uploads.ts'
import { variantRoutes } from './routes/variants.ts'
import { createUploadCalls } from './uploads/upload-calls.ts'

export interface AppOptions extends BffDeps {
  guard: GuardOptions
  /** Folder of the built app. */
  webDir: string
  /** True while new work is welcome; false during shutdown. */
  isReady(): boolean
}

/** Pages of the app: each answers the same document, the router in the browser does the rest. */
const PAGES = [
  '/',
  '/images',
  '/images/*rest',
  '/variants',
  '/variants/*rest',
  '/inbox',
  '/keys',
  '/settings',
  '/trash',
  '/activity',
]

/** What the grid asks first, so that it is on its way while the browser still reads the app. */
const FIRST_LOOK = [
  `${endpoints.libraryOutline}?sort=uploaded-descending`,
  `${endpoints.libraryWindow}?sort=uploaded-descending&offset=0&limit=200`,
]
  .map((url) => `<${url}>; rel=preload; as=fetch; crossorigin=anonymous`)
  .join(', ')

/** The Express app for the browser. Guards stand before every route; the table below is all there is. */
export function createApp(options: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)

  app.use(logRequests(options.log))
  app.use(securityHeaders(options.deliveryOrigins.list, options.uploadOrigins.list))
  app.use(guardHost(options.guard))

  app.get('/healthz', (_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'ok' }))
  app.get('/readyz', (_req, res) => {
    res.set('Cache-Control', 'no-store').status(options.isReady() ? 200 : 503)
    res.json({ status: options.isReady() ? 'ready' : 'stopping' })
  })

  app.use('/api', guardOrigin(options.guard), (_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })
  const stats = createKeptStats(options.images)
  app.use(['/api/images', '/api/uploads'], (req, res, next) => {
    // Before the answer is out: whoever hears of the change and asks for the number gets the new one.
    if (req.method !== 'GET' || req.baseUrl === '/api/uploads') res.once('prefinish', () => stats.forget())
    next()
  })
  const uploadCalls = createUploadCalls(options)
  app.use('/api/images', newImageRoutes(options, uploadCalls))
  app.use('/api/images', replaceRoutes(options))
  app.use('/api/images', imageRoutes(options))
  app.use('/api/images', imageFactsRoutes(options))
  app.use('/api/images', renditionRoutes(options))
  app.use('/api/uploads', uploadRoutes(options, uploadCalls))
  app.use('/api/settings', settingsRoutes(options))
  app.use('/api/library', libraryRoutes(options))
  app.use('/api/thumbnails', thumbnailRoutes(options))
  app.use('/api/variants', draftRenditionRoutes(options))
  app.use('/api/variants', variantRoutes(options))
  app.use('/api/renderings', renderingRoutes(options))
  app.use('/api/signing-keys', signingKeyRoutes(options))
  app.use('/api/signed-links', signedLinkRoutes(options))
  app.use('/api/signed-urls', signedUrlRoutes(options))
  app.use('/api/saved-views', savedViewRoutes(options))
  app.use('/api/upload-presets', uploadPresetRoutes(options))
  app.use('/api/upload-links', uploadLinkRoutes(options))
  app.use('/api/inbox', inboxRoutes(options))
  app.use('/api/guest', guestUploadRoutes(options))
  app.use('/api/account', accountRoutes(options, stats))
  app.use('/api/stats', statsRoutes(options))
  app.use('/api', answerNotFound)

  const assets = join(options.webDir, 'assets')
  app.get('/u/:token', guestPage(options))
  app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y', index: false, redirect: false }))
  const guestAssets = join(options.webDir, 'guest', 'assets')
  app.use(
    '/guest/assets',
    express.static(guestAssets, { immutable: true, maxAge: '1y', index: false, redirect: false }),
  )
  app.use(express.static(options.webDir, { index: false, redirect: false, maxAge: '1h' }))
  const sendPage =
    (status: number): RequestHandler =>
    (req, res, next) => {
      const page = join(options.webDir, 'index.html')
      if (!existsSync(page) || !req.accepts('html')) return next()
      res.status(status).set('Cache-Control', 'no-cache')
      if (req.url === '/images' || req.url === '/') res.set('Link', FIRST_LOOK)
      res.sendFile(page, { cacheControl: false, etag: true })
    }
  app.get(PAGES, sendPage(200))
  // An address that is none still gets the app, which says so in words.
  app.get('/*nowhere', sendPage(404))
  app.use(answerNotFound)
  app.use(answerProblem(options.log))
  return app
}
