import { Router } from 'express'
import { UploadSettings } from '#contract/uploads.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'

/** `/api/settings`: what is set for everybody at this desk. */
export function settingsRoutes({ settings }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/uploads', (_req, res) => {
    res.json(settings.uploads())
  })
  router.put('/uploads', jsonBody, (req, res) => {
    const wanted = UploadSettings.parse(req.body)
    settings.setUploads(wanted)
    res.json(wanted)
  })
  return router
}
