import { Router } from 'express'
import { MetadataFields } from '#contract/metadata-fields.ts'
import { UploadSettings } from '#contract/uploads.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'

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
  router.get('/metadata-fields', (_req, res) => {
    res.json(settings.metadataFields())
  })
  router.put('/metadata-fields', jsonBody, (req, res) => {
    const saved = settings.setMetadataFields(MetadataFields.parse(req.body))
    if (saved === 'changed') {
      const message = 'Somebody changed the fields meanwhile. Look at them again first.'
      throw new ProblemError('conflict', message, { version: message })
    }
    res.json(saved)
  })
  return router
}
