import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createApp } from './bff/app.ts'
import { createDeliveryOrigins } from './bff/delivery-origins.ts'
import { PERSON } from './bff/deps.ts'
import { createDeskServer } from './bff/desk-server.ts'
import { createCopyImage } from './bff/replace/copy-image.ts'
import { createKeptFiles } from './bff/replace/kept-files.ts'
import { createReplacer } from './bff/replace/replacer.ts'
import { signUrl } from './bff/signed-links/sign-url.ts'
import { createSigningKeys } from './bff/signing-keys.ts'
import { createGuestUploads } from './bff/upload-links/guest-uploads.ts'
import { createDraftSweeper } from './bff/upload-links/sweep-drafts.ts'
import { createUploads } from './bff/uploads/uploads.ts'
import { createBudget } from './cloudflare/budget.ts'
import { createImagesApi } from './cloudflare/create-images-api.ts'
import { shareReads } from './cloudflare/share-reads.ts'
import { readConfig, SettingError } from './config.ts'
import { startImagesService } from './images-service/service.ts'
import { createImageFacts } from './library/facts/image-facts.ts'
import { createLibrary } from './library/library.ts'
import { libraryPath } from './library/library-path.ts'
import { createDeliveredFacts } from './library/measure/delivered-facts.ts'
import { createDeliveredRenditions } from './library/measure/delivered-renditions.ts'
import { createMeasurer } from './library/measure/measurer.ts'
import { createSwitchReader } from './library/measure/read-switches.ts'
import { createDomainTrier } from './library/measure/try-domain.ts'
import { createPicturePool } from './library/picture-pool.ts'
import { createDeskRenditions } from './library/renditions/desk-renditions.ts'
import { createDraftRenditions } from './library/renditions/draft-renditions.ts'
import { createDeliveryCounter } from './library/saved-deliveries.ts'
import { createSync } from './library/sync/sync.ts'
import { createThumbnails } from './library/thumbnails.ts'
import { createDeskSettings } from './store/desk-settings.ts'
import { createLinkRecords } from './store/link-records.ts'
import { openStore, StoreError } from './store/open-store.ts'
import { createReplacements } from './store/replacements.ts'
import { createSavedViews } from './store/saved-views.ts'
import { createUploadDrafts } from './store/upload-drafts.ts'
import { createUploadLinks } from './store/upload-links.ts'
import { createUploadPresets } from './store/upload-presets.ts'
import { createUploadsJournal } from './store/uploads-journal.ts'
import { createVariantVersions } from './store/variant-versions.ts'

const SHUTDOWN_MS = 30_000
/** For originals, and for what was made of them: each. */
const DRAFT_RENDITIONS_BYTES = 256 * 2 ** 20
const THUMBNAIL_SIGNATURE_SECONDS = 600

async function main(): Promise<void> {
  const config = readConfig()
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }))
  const storeFile = join(config.dataDir, 'desk', 'desk.sqlite')
  const store = openStore(storeFile)
  const journalStore = openStore(storeFile, 'process')
  const local =
    config.cloudflare === null
      ? await startImagesService({
          ...config.imagesService,
          host: '127.0.0.1',
          dataDir: join(config.dataDir, 'images-service'),
          sampleLibrary: true,
          log: (line) => console.log(line),
        })
      : null
  const upstream = config.cloudflare ?? local
  if (upstream === null) throw new Error('There is no upstream')
  const budget = createBudget({
    quota: config.apiQuota,
    ceiling: Math.floor(config.apiQuota * (1000 / 1200)),
  })
  const batchBaseUrl = local === null ? (config.cloudflare?.batchBaseUrl ?? null) : `${local.origin}/batch`
  const images = shareReads(createImagesApi({ ...upstream, budget, batchBaseUrl }))
  const signingKeys = createSigningKeys(images)
  const library = createLibrary({
    images,
    path: libraryPath(join(config.dataDir, 'desk'), upstream),
    folderField: config.libraryFolderField,
    log: (event, message) => log.warn(event, message),
    onLooked: () => sync.looked(PERSON),
  })
  const sync = createSync({
    upstream: images,
    store: library.store,
    budget: budget.state,
    sweepMinutes: config.librarySweepMinutes,
    onError: (error) => log.warn({ error }, 'The library could not be kept in step; trying again'),
  })
  const pictures = createPicturePool()
  const deliveries = createDeliveryCounter(join(config.dataDir, 'desk', 'deliveries-saved.json'))
  const thumbnails = createThumbnails({
    pictures,
    onLook: library.measured,
    onSaved: deliveries.saved,
    images,
    lookUp: library.image,
    async sign(url, context) {
      const key = await signingKeys.current(context)
      const expiresAt = Math.floor(Date.now() / 1000) + THUMBNAIL_SIGNATURE_SECONDS
      return key === null ? null : signUrl(url, key.value, expiresAt)
    },
    cacheDir: join(config.dataDir, 'desk', 'thumbnails'),
    cacheLimitBytes: config.thumbnailCacheBytes,
  })

  const deliveredFacts = createDeliveredFacts(Date.now)
  const facts = createImageFacts({
    images,
    scratchDir: join(config.dataDir, 'desk', 'facts'),
    onLearnt: library.measured,
  })
  const renditions = createDeliveredRenditions()
  const draftRenditions = createDraftRenditions({
    delivered: renditions,
    desk: createDeskRenditions({
      images,
      folder: join(config.dataDir, 'desk', 'draft-renditions'),
      limitBytes: DRAFT_RENDITIONS_BYTES,
    }),
  })
  const switches = createSwitchReader()
  const domains = createDomainTrier()
  const uploadOrigins = createDeliveryOrigins(
    config.cloudflare?.uploadOrigin ?? new URL(upstream.apiBaseUrl).origin,
  )
  const deliveryOrigins = createDeliveryOrigins(
    config.cloudflare?.deliveryOrigin ?? new URL(upstream.apiBaseUrl).origin,
  )
  const uploadLinks = createUploadLinks(store)
  const uploadDrafts = createUploadDrafts(store)
  const guestUploads = createGuestUploads({
    links: uploadLinks,
    drafts: uploadDrafts,
    images,
    folderField: config.libraryFolderField,
    onAddress: (url) => uploadOrigins.add([url]),
    async onArrived(image) {
      thumbnails.remember([image])
      deliveryOrigins.learn([image])
      await library.wroteThrough(image)
    },
  })
  const draftSweeper = createDraftSweeper({
    drafts: uploadDrafts,
    guestUploads,
    onError: (error) => log.warn({ error }, 'Files of upload links could not be looked at; trying again'),
  })

  const hostInUrl = config.host.includes(':') ? `[${config.host}]` : config.host
  const names = [hostInUrl, '127.0.0.1', 'localhost', '[::1]']
  const allowedHosts = new Set<string>()
  const allowedOrigins = new Set<string>(config.allowedOrigins)
  const upstreamName = local === null ? new URL(upstream.apiBaseUrl).host : 'Local Images service'
  let stopping = false
  const uploads = createUploads(
    { images, library, thumbnails, deliveryOrigins },
    {
      journal: createUploadsJournal(journalStore),
      uploadOrigins,
      onError: (error) =>
        log.warn({ error }, 'Drafts of given up uploads could not be removed; trying again'),
    },
  )
  const measurer = createMeasurer({
    store: library.store,
    images,
    pictures,
    facts: deliveredFacts,
    scratchDir: join(config.dataDir, 'desk'),
    budget: budget.state,
    isBusy: () => sync.status().running !== null || uploads.isBusy(),
    onError: (error) => log.warn({ error }, 'Measuring images stopped; trying again'),
  })
  const keptFiles = createKeptFiles(join(config.dataDir, 'desk', 'replacing'))
  const replacer = createReplacer(
    { images, library, thumbnails, deliveryOrigins },
    {
      journal: createReplacements(store),
      files: keptFiles,
      person: PERSON,
      onError: (error) => log.warn({ error }, 'A file could not be replaced yet; trying again'),
    },
  )
  const app = createApp({
    replacer,
    copyImage: createCopyImage({ images, library, thumbnails, deliveryOrigins }, keptFiles),
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
    variantVersions: createVariantVersions(store, upstream.accountId),
    savedViews: createSavedViews(store),
    uploadPresets: createUploadPresets(store),
    countView: library.count,
    refreshLibrary: sync.refresh,
    deliveriesSaved: deliveries.read,
    deliveryOrigins,
    uploadOrigins,
    uploadLinks,
    uploadDrafts,
    guestUploads,
    sweepDrafts: () => void draftSweeper.wake(),
    folderField: config.libraryFolderField,
    uploads,
    settings: createDeskSettings(store),
    log,
    upstream: { name: upstreamName, apiBaseUrl: upstream.apiBaseUrl, accountId: upstream.accountId },
    guard: { allowedHosts, allowedOrigins },
    webDir: fileURLToPath(new URL('../web/dist', import.meta.url)),
    isReady: () => !stopping,
  })
  const server = createDeskServer(app)
  server.listen(config.port, config.host)
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : config.port
  for (const name of names) {
    allowedHosts.add(`${name}:${port}`)
    allowedOrigins.add(`http://${name}:${port}`)
  }

  console.log(`Picture Desk  http://${hostInUrl}:${port}`)
  console.log(`Upstream      ${upstreamName}, ${upstream.apiBaseUrl}`)
  console.log(`Data          ${config.dataDir}`)

  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1)
    stopping = true
    console.log('Stopping; uploads in flight may finish')
    server.close()
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS)
    if (server.listening) await once(server, 'close')
    clearTimeout(late)
    await thumbnails.close()
    await Promise.all([sync.stop(), measurer.stop(), draftSweeper.stop(), uploads.stop(), replacer.stop()])
    await Promise.all([draftRenditions.close(), renditions.close(), switches.close(), domains.close()])
    await Promise.all([facts.close(), deliveredFacts.close(), pictures.close(), deliveries.close()])
    await library.close()
    await images.close()
    await local?.close()
    journalStore.close()
    store.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** One sentence for what a person can mend; the stack for what they cannot. */
main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (error instanceof SettingError || error instanceof StoreError) console.error(error.message)
  else if (code === 'EADDRINUSE' && error instanceof Error) {
    console.error(
      `${error.message.replace(/^listen EADDRINUSE: /, '')}: set PORT or IMAGES_SERVICE_PORT to a free one.`,
    )
  } else console.error(error)
  process.exit(1)
})
