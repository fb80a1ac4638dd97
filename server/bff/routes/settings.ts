import { Router } from 'express'
import { CheckDomainRequest, DeliverySettings, type DomainCheck } from '#contract/delivery-settings.ts'
import { deliveryUrl } from '#contract/delivery-url.ts'
import { MetadataFields } from '#contract/metadata-fields.ts'
import { UploadSettings } from '#contract/uploads.ts'
import { StripChange } from '#contract/variant-strip.ts'
import { type BffDeps, whileWaiting } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { newestPublicImage } from '../public-image.ts'

/** `/api/settings`: what is set for everybody at this desk. */
export function settingsRoutes({ settings, library, domains }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/uploads', (_req, res) => {
    res.json(settings.uploads())
  })
  router.put('/uploads', jsonBody, (req, res) => {
    const wanted = UploadSettings.parse(req.body)
    settings.setUploads(wanted)
    res.json(wanted)
  })
  router.get('/delivery', (_req, res) => {
    res.json(settings.delivery())
  })
  router.put('/delivery', jsonBody, (req, res) => {
    const wanted = DeliverySettings.parse(req.body)
    settings.setDelivery(wanted)
    res.json(wanted)
  })
  router.post('/delivery/check', jsonBody, async (req, res) => {
    CheckDomainRequest.parse(req.body)
    const { customDomain } = settings.delivery()
    if (customDomain === null) throw new ProblemError('refused', 'No domain is set. Save one first.')
    const variants = await newestPublicImage(library, whileWaiting(res))
    const variant = variants?.find(({ name }) => name === 'public') ?? variants?.[0]
    if (variant === undefined) {
      throw new ProblemError('refused', 'There is no public image to try it with. Upload one first.')
    }
    const url = deliveryUrl(variant.url, customDomain)
    const outcome = await domains.attempt(url)
    const check: DomainCheck = { domain: customDomain, url, checkedAt: new Date().toISOString(), outcome }
    res.json(check)
  })
  router.get('/variant-strip', (_req, res) => {
    res.json(settings.strip())
  })
  router.patch('/variant-strip', jsonBody, (req, res) => {
    res.json(settings.changeStrip(StripChange.parse(req.body)))
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
