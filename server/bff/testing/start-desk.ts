import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { type BudgetKeeper, createBudget } from '../../cloudflare/budget.ts'
import { createImagesApi } from '../../cloudflare/create-images-api.ts'
import { shareReads } from '../../cloudflare/share-reads.ts'
import { createImageFacts } from '../../library/facts/image-facts.ts'
import { createDeliveredRenditions } from '../../library/measure/delivered-renditions.ts'
import { createSwitchReader } from '../../library/measure/read-switches.ts'
import { createDomainTrier } from '../../library/measure/try-domain.ts'
import { createDeskRenditions } from '../../library/renditions/desk-renditions.ts'
import { createDraftRenditions } from '../../library/renditions/draft-renditions.ts'
import { createLinkRecords } from '../../store/link-records.ts'
import { openStore } from '../../store/open-store.ts'
import { createSavedViews } from '../../store/saved-views.ts'
import { createUploadDrafts } from '../../store/upload-drafts.ts'
import { createUploadLinks } from '../../store/upload-links.ts'
import { createUploadPresets } from '../../store/upload-presets.ts'
import { createVariantVersions } from '../../store/variant-versions.ts'
import { createApp } from '../app.ts'
import { createDeliveryOrigins } from '../delivery-origins.ts'
import type { BffDeps } from '../deps.ts'
import { createDeskServer, type DeskServerOptions } from '../desk-server.ts'
import type { ReplacerOptions } from '../replace/replacer.ts'
import { createSigningKeys } from '../signing-keys.ts'
import { createGuestUploads } from '../upload-links/guest-uploads.ts'
import { createDraftSweeper } from '../upload-links/sweep-drafts.ts'
import { noLibrary } from './no-library.ts'
import { replacerUnderTest } from './replacer-under-test.ts'
import { uploadsUnderTest } from './uploads-under-test.ts'

export interface RunningDesk {
  base: string
  /** State of the API budget. */
  budget(): ReturnType<BudgetKeeper['state']>
  /** What a page of the desk sends with each change. */
  headers: Record<string, string>
  log(): string
  /** Looks at the files of guests that are due. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/** Where an Images API is that runs already. */
interface RunningUpstream {
  apiBaseUrl: string
  accountId: string
  apiToken: string
}

/** The real app and client on free ports, before an upstream that the test writes, or has started. */
export async function startDesk(
  upstream: RequestListener | RunningUpstream,
  {
    thumbnailsOf,
    libraryOf = () => noLibrary,
    countView = () => Promise.resolve(null),
    webDir = '/nonexistent',
    account = { accountId: 'account', apiToken: 'token' },
    batchPath = null,
    uploadsOptions = {},
    replacerOptions = {},
    transport = {},
    network = {},
    ...limits
  }: DeskServerOptions & {
    thumbnailsOf?: (images: BffDeps['images'], signingKeys: BffDeps['signingKeys']) => BffDeps['thumbnails']
    libraryOf?: (images: BffDeps['images']) => BffDeps['library']
    countView?: BffDeps['countView']
    /** Folder of a built app. */
    webDir?: string
    /** Of an upstream that the test writes. */
    account?: { accountId: string; apiToken: string }
    /** Where the upstream has its batch host, below its origin; default: nowhere. */
    batchPath?: string | null
    replacerOptions?: Partial<ReplacerOptions>
    uploadsOptions?: Parameters<typeof uploadsUnderTest>[2]
    /** Stands for the public internet. */
    network?: Parameters<typeof createDomainTrier>[0]
    transport?: { answerTimeoutMs?: number; uploadTimeoutMs?: number }
  } = {},
): Promise<RunningDesk> {
  const upstreamServer = createServer(typeof upstream === 'function' ? upstream : undefined)
  const { apiBaseUrl, accountId, apiToken } =
    typeof upstream === 'function'
      ? { apiBaseUrl: `${await listen(upstreamServer)}/client/v4`, ...account }
      : upstream
  const { origin: upstreamOrigin } = new URL(apiBaseUrl)
  const batchBaseUrl = batchPath === null ? null : `${upstreamOrigin}${batchPath}`
  const budget = createBudget({ quota: 1_200_000, ceiling: 1_000_000 })
  const images = shareReads(
    createImagesApi({ apiBaseUrl, accountId, apiToken, budget, batchBaseUrl, ...transport }),
  )
  const allowedHosts = new Set<string>()
  const allowedOrigins = new Set<string>()
  let log = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += chunk
      done()
    },
  })
  const none: BffDeps['thumbnails'] = {
    remember() {},
    get: () => Promise.reject(new Error('no thumbnails here')),
    close: () => Promise.resolve(),
  }
  const signingKeys = createSigningKeys(images)
  const thumbnails = thumbnailsOf?.(images, signingKeys) ?? none
  const library = libraryOf(images)
  const facts = createImageFacts({
    images,
    scratchDir: join(tmpdir(), `picture-desk-facts-${randomUUID()}`),
    onLearnt: library.measured,
  })
  const renditions = createDeliveredRenditions()
  const scratch = join(tmpdir(), `picture-desk-renditions-${randomUUID()}`)
  const desk = createDeskRenditions({ images, folder: scratch, limitBytes: 64 * 2 ** 20 })
  const draftRenditions = createDraftRenditions({ delivered: renditions, desk })
  const switches = createSwitchReader()
  const domains = createDomainTrier(network)
  const store = openStore(':memory:')
  const deliveryOrigins = createDeliveryOrigins('http://pictures.test')
  const uploadOrigins = createDeliveryOrigins(upstreamOrigin)
  const uploadLinks = createUploadLinks(store)
  const uploadDrafts = createUploadDrafts(store)
  const guestUploads = createGuestUploads({
    links: uploadLinks,
    drafts: uploadDrafts,
    images,
    folderField: 'folder',
    onAddress: (url) => uploadOrigins.add([url]),
    onArrived: (image) => library.wroteThrough(image),
  })
  const sweeper = createDraftSweeper({ drafts: uploadDrafts, guestUploads, onError() {} })
  const forUploads = uploadsUnderTest(
    { images, library, thumbnails, deliveryOrigins },
    uploadOrigins,
    uploadsOptions,
  )
  const forReplacing = replacerUnderTest({ images, library, thumbnails, deliveryOrigins }, replacerOptions)
  const app = createApp({
    ...forUploads,
    ...forReplacing,
    images,
    budget,
    thumbnails,
    library,
    signingKeys,
    facts,
    renditions,
    draftRenditions,
    switches,
    domains,
    linkRecords: createLinkRecords(store),
    variantVersions: createVariantVersions(store, accountId),
    savedViews: createSavedViews(store),
    uploadPresets: createUploadPresets(store),
    uploadOrigins,
    uploadLinks,
    uploadDrafts,
    guestUploads,
    sweepDrafts: () => void sweeper.wake(),
    folderField: 'folder',
    countView,
    refreshLibrary() {},
    deliveriesSaved: () => ({ count: 0, since: '2026-01-01T00:00:00.000Z' }),
    deliveryOrigins,
    log: pino({ level: 'debug' }, sink),
    upstream: { name: 'test', apiBaseUrl, accountId },
    guard: { allowedHosts, allowedOrigins },
    webDir,
    isReady: () => true,
  })
  const server = createDeskServer(app, limits)
  const base = await listen(server)
  allowedHosts.add(new URL(base).host)
  allowedOrigins.add(base)
  return {
    base,
    budget: budget.state,
    headers: { Origin: base, 'X-Picture-Desk': '1', 'Sec-Fetch-Site': 'same-origin' },
    log: () => log,
    sweep: sweeper.wake,
    async close() {
      await sweeper.stop()
      await forUploads.uploads.stop()
      await forReplacing.stop()
      await thumbnails.close()
      await facts.close()
      await draftRenditions.close()
      await rm(scratch, { recursive: true, force: true })
      await Promise.all([renditions.close(), switches.close(), domains.close()])
      await images.close()
      await library.close()
      for (const running of [server, upstreamServer]) {
        running.closeAllConnections()
        running.close()
      }
    },
  }
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return `http://127.0.0.1:${address.port}`
}
