import { randomUUID } from 'node:crypto'
import { Router } from 'express'
import {
  type Account,
  type Capability,
  type CapabilityState,
  type ConnectionCheck,
  EditAccountSwitches,
  type Stats,
} from '#contract/account.ts'
import { parseImageId } from '#contract/image-id.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { isUpstreamError } from '../is-upstream-error.ts'
import type { KeptStats } from '../kept-stats.ts'
import { jsonBody } from '../middleware/json-body.ts'

/** `/api/account`: the connection, what is stored and how it grew, and the switches of the account. */
export function accountRoutes(deps: BffDeps, stats: KeptStats): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const { accountId, apiBaseUrl, name } = deps.upstream

  router.get('/', async (_req, res) => {
    // An upstream that is down is a fact to show, not a failure of this page.
    const current = await stats.read(callContext(res, { callClass: 'background' })).catch(() => null)
    const account: Account = {
      accountId,
      upstreamName: name,
      apiBaseUrl,
      deliveryOrigins: deps.deliveryOrigins.list(),
      budget: deps.budget.state(),
      stats: current,
      deliveriesSaved: deps.deliveriesSaved(),
    }
    res.json(account)
  })

  router.get('/connection', async (_req, res) => {
    const context = callContext(res)
    const names = Object.keys(PROBES) as Capability[]
    const states = await Promise.all(
      names.map((capability) => probe(PROBES[capability], deps.images, context)),
    )
    const check: ConnectionCheck = {
      checkedAt: new Date().toISOString(),
      apiBaseUrl,
      accountId,
      capabilities: Object.fromEntries(names.map((capability, i) => [capability, states[i]])) as Record<
        Capability,
        CapabilityState
      >,
    }
    res.json(check)
  })

  router.get('/growth', async (_req, res) => {
    res.json(await deps.library.growth())
  })

  router.patch('/switches', jsonBody, async (req, res) => {
    await deps.images.editAccountSwitches(EditAccountSwitches.parse(req.body), callContext(res))
    res.status(204).end()
  })
  return router
}

/** `/api/stats` */
export function statsRoutes({ images }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/', async (_req, res) => {
    const stats: Stats = { ...(await images.getStats(callContext(res))), asOf: new Date().toISOString() }
    res.json(stats)
  })
  return router
}

type Probe = (images: ImagesApi, context: CallContext) => Promise<unknown>

/** One harmless call per capability. Writing is tried on an image that cannot exist: "not found" means allowed. */
const PROBES: Record<Capability, Probe> = {
  list: (images, context) => images.listImages({ limit: 10, order: 'newest' }, context),
  write: async (images, context) => {
    const nobody = parseImageId(randomUUID())
    if (nobody === null) return
    await images.editImage(nobody, {}, context).catch((error: unknown) => {
      if (!isUpstreamError(error) || error.kind !== 'not_found') throw error
    })
  },
  variants: (images, context) => images.listVariants(context),
  keys: (images, context) => images.listSigningKeys(context),
  stats: (images, context) => images.getStats(context),
}

async function probe(attempt: Probe, images: ImagesApi, context: CallContext): Promise<CapabilityState> {
  try {
    await attempt(images, context)
    return { state: 'ok' }
  } catch (error) {
    if (!isUpstreamError(error)) throw error
    const { kind, message } = error
    if (kind === 'upstream_credentials') return { state: 'token_refused', message }
    if (kind === 'upstream_permission') return { state: 'permission_missing', message }
    if (kind === 'upstream_not_enabled') return { state: 'not_enabled', message }
    if (kind === 'upstream_unavailable' || kind === 'upstream_timeout')
      return { state: 'unreachable', message }
    return { state: 'failed', message }
  }
}
