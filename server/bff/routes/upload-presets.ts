import { Router } from 'express'
import {
  CreateUploadPresetRequest,
  DeleteUploadPresetQuery,
  ReplaceUploadPresetRequest,
  UPLOAD_PRESET_LIMITS,
  UploadPresetId,
} from '#contract/upload-presets.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'

/** `/api/upload-presets`: shared by the team, by name. */
export function uploadPresetRoutes({ uploadPresets }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  router.get('/', (_req, res) => {
    res.json({ presets: uploadPresets.list() })
  })
  router.post('/', jsonBody, (req, res) => {
    const preset = uploadPresets.create(CreateUploadPresetRequest.parse(req.body))
    if (preset === 'name_taken') throw nameTaken()
    if (preset === 'full') {
      throw new ProblemError(
        'refused',
        `There are ${UPLOAD_PRESET_LIMITS.presets} presets already. Delete one first.`,
      )
    }
    res.status(201).json(preset)
  })
  router.put('/:id', jsonBody, (req, res) => {
    const id = UploadPresetId.parse(req.params['id'])
    const preset = uploadPresets.replace({ id, ...ReplaceUploadPresetRequest.parse(req.body) })
    if (preset === 'name_taken') throw nameTaken()
    if (preset === 'changed') throw changed()
    if (preset === 'not_found') throw gone()
    res.json(preset)
  })
  router.delete('/:id', (req, res) => {
    const { version } = DeleteUploadPresetQuery.parse(req.query)
    const result = uploadPresets.delete(UploadPresetId.parse(req.params['id']), version)
    if (result === 'changed') throw changed()
    if (result === 'not_found') throw gone()
    res.status(204).end()
  })
  return router
}

function nameTaken(): ProblemError {
  const message = 'There is a preset of this name already.'
  return new ProblemError('conflict', message, { name: message })
}

function changed(): ProblemError {
  const message = 'Somebody changed this preset meanwhile. Look at it again first.'
  return new ProblemError('conflict', message, { version: message })
}

function gone(): ProblemError {
  return new ProblemError('not_found', 'This preset is gone. Somebody may have deleted it.')
}
