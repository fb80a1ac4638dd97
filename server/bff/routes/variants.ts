import { Router } from 'express'
import { LIMITS } from '#contract/limits.ts'
import {
  CreateVariantRequest,
  EditVariantRequest,
  type VariantList,
  VariantName,
} from '#contract/variants.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'

/** `/api/variants` */
export function variantRoutes({ images }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const nameOf = (params: { name?: string | string[] }) => VariantName.parse(params.name)

  router.get('/', async (_req, res) => {
    const list: VariantList = {
      variants: await images.listVariants(callContext(res)),
      limit: LIMITS.variants,
    }
    res.json(list)
  })
  router.post('/', jsonBody, async (req, res) => {
    const variant = CreateVariantRequest.parse(req.body)
    res.status(201).json(await images.createVariant(variant, callContext(res)))
  })
  router.get('/:name', async (req, res) => {
    res.json(await images.getVariant(nameOf(req.params), callContext(res)))
  })
  router.patch('/:name', jsonBody, async (req, res) => {
    const change = EditVariantRequest.parse(req.body)
    res.json(await images.editVariant(nameOf(req.params), change, callContext(res)))
  })
  router.delete('/:name', async (req, res) => {
    await images.deleteVariant(nameOf(req.params), callContext(res))
    res.status(204).end()
  })
  return router
}
