import { Router } from 'express'
import { LIMITS } from '#contract/limits.ts'
import {
  CreateVariantRequest,
  DeleteVariantQuery,
  EditVariantRequest,
  type VariantList,
  VariantName,
  VariantVersionsQuery,
} from '#contract/variants.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { createVariantDesk } from '../variants/variant-desk.ts'

/** `/api/variants` */
export function variantRoutes({ images, variantVersions, linkRecords }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const variants = createVariantDesk(images, variantVersions)
  const nameOf = (params: { name?: string | string[] }) => VariantName.parse(params.name)

  router.get('/', async (_req, res) => {
    const list: VariantList = {
      variants: await variants.list(callContext(res)),
      limit: LIMITS.variants,
      aliveLinks: linkRecords.aliveByVariant(),
    }
    res.json(list)
  })
  router.post('/', jsonBody, async (req, res) => {
    const variant = CreateVariantRequest.parse(req.body)
    res.status(201).json(await variants.create(variant, callContext(res)))
  })
  router.get('/:name', async (req, res) => {
    res.json(await images.getVariant(nameOf(req.params), callContext(res)))
  })
  router.get('/:name/versions', (req, res) => {
    const { before } = VariantVersionsQuery.parse(req.query)
    res.json(variantVersions.list(nameOf(req.params), before))
  })
  router.patch('/:name', jsonBody, async (req, res) => {
    const change = EditVariantRequest.parse(req.body)
    res.json(await variants.edit(nameOf(req.params), change, callContext(res)))
  })
  router.delete('/:name', async (req, res) => {
    const { base } = DeleteVariantQuery.parse(req.query)
    await variants.remove(nameOf(req.params), base, callContext(res))
    res.status(204).end()
  })
  return router
}
