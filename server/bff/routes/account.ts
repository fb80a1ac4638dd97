import { randomUUID } from 'node:crypto'
import { Router } from 'express'
import {
  type Account,
  type AccountSwitches,
  AccountSwitchesQuery,
  type Capability,
  type CapabilityState,
  type ConnectionCheck,
  EditAccountSwitches,
  type Stats,
} from '#contract/account.ts'
import { splitDeliveryUrl } from '#contract/flexible/parse.ts'
import { parseImageId } from '#contract/image-id.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext, whileWaiting } from '../deps.ts'
import { isUpstreamError } from '../is-upstream-error.ts'
import type { KeptStats } from '../kept-stats.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { newestPublicImage } from '../public-image.ts'
import { readLink } from '../signed-links/read-link.ts'

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
    let accountHash: string | null = null
    const probes: Record<Capability, Probe> = {
      ...PROBES,
      async list(images, probing) {
        const { images: listed } = await images.listImages({ limit: 10, order: 'newest' }, probing)
        const url = listed.find(({ variants }) => variants.length > 0)?.variants[0]?.url
        accountHash = (url !== undefined && readLink(url)?.accountHash) || null
      },
    }
    const names = Object.keys(probes) as Capability[]
    const states = await Promise.all(
      names.map((capability) => probe(probes[capability], deps.images, context)),
    )
    const check: ConnectionCheck = {
      checkedAt: new Date().toISOString(),
      apiBaseUrl,
      accountId,
      accountHash,
      capabilities: Object.fromEntries(names.map((capability, i) => [capability, states[i]])) as Record<
        Capability,
        CapabilityState
      >,
    }
    res.json(check)
  })

  router.get('/growth', async (_req, res) => {
    deps.library.looked()
    res.json(await deps.library.growth())
  })

  router.get('/switches', async (req, res) => {
    if (AccountSwitchesQuery.parse(req.query).again !== undefined) deps.switches.forget()
    const context = callContext(res)
    const image = await newestPublicImage(deps.library, whileWaiting(res))
    const base = splitDeliveryUrl(image?.[0]?.url ?? '')?.base
    const nothing = { flexibleVariants: null, browserTtlSeconds: null, readAt: null, billedDeliveries: 0 }
    const switches: AccountSwitches =
      image === null || base === undefined
        ? nothing
        : await deps.switches.read(base, await plainVariantOf(image, context))
    res.json(switches)
  })
  router.patch('/switches', jsonBody, async (req, res) => {
    await deps.images.editAccountSwitches(EditAccountSwitches.parse(req.body), callContext(res))
    deps.switches.forget()
    deps.draftRenditions.forget()
    res.status(204).end()
  })

  /** One whose cache time is the account's; `null` as well while nobody can tell. */
  async function plainVariantOf(image: { name: string }[], context: CallContext): Promise<string | null> {
    const variants = await deps.images.listVariants(context).catch(() => [])
    const plain = variants.filter(({ options }) => options.browserTtlSeconds === null)
    return plain.find(({ name }) => image.some((one) => one.name === name))?.name ?? null
  }
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
const PROBES: Record<Exclude<Capability, 'list'>, Probe> = {
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
