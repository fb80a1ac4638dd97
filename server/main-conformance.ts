import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConformanceConfig, SettingError } from './config.ts'
import { account } from './conformance/cases/account.ts'
import { delivery } from './conformance/cases/delivery.ts'
import { images } from './conformance/cases/images.ts'
import { limits } from './conformance/cases/limits.ts'
import { metadataFilters } from './conformance/cases/metadata-filters.ts'
import { permissions } from './conformance/cases/permissions.ts'
import { races } from './conformance/cases/races.ts'
import { recordedErrors } from './conformance/cases/recorded-errors.ts'
import { recordedExchanges } from './conformance/cases/recorded-exchanges.ts'
import { refusals } from './conformance/cases/refusals.ts'
import { timed } from './conformance/cases/timed.ts'
import { uploads } from './conformance/cases/uploads.ts'
import { urlUploads } from './conformance/cases/url-uploads.ts'
import { runConformance } from './conformance/harness/run.ts'
import type { RunningTarget, ServiceWishes } from './conformance/harness/target.ts'
import { startImagesService } from './images-service/service.ts'

/**
 * `npm run conformance [-- --only TEXT] [-- --deep]`: is that an Images API? Tests the one that CONFORMANCE_BASE_URL names,
 * else a fresh local service.
 */

const REFERENCE = resolve(import.meta.dirname, '../../shared/reference')

async function startFresh(wishes: ServiceWishes): Promise<RunningTarget> {
  const { clockOffsetSeconds, rateLimit, ...settings } = wishes
  const readToken = `read-${randomBytes(12).toString('hex')}`
  const powerlessToken = `none-${randomBytes(12).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'picture-desk-conformance-'))
  const service = await startImagesService({
    host: '127.0.0.1',
    port: 0,
    dataDir: folder,
    rateLimit: rateLimit ?? { requests: 1_000_000, windowSeconds: 300 },
    ...settings,
    ...(clockOffsetSeconds && { now: () => Date.now() + clockOffsetSeconds() * 1000 }),
    additionalTokens: [
      { token: readToken, permission: 'read' },
      { token: powerlessToken, permission: 'none' },
    ],
    log: (line) => console.error(line),
  })
  return {
    ...service,
    readToken,
    powerlessToken,
    close: async () => {
      await service.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function main(): Promise<number> {
  const config = readConformanceConfig()
  const args = process.argv.slice(2)
  const only = args[args.indexOf('--only') + 1]
  const own = config.target === null ? await startFresh({}) : null
  const target =
    own ?? (config.target === null ? null : { ...config.target, apiBaseUrl: config.target.baseUrl })
  if (target === null) throw new Error('There is nothing to test')
  const openapiPath = config.openApiPath ?? join(REFERENCE, 'cloudflare-images.openapi.json')
  const fixturesPath = config.fixturesPath ?? join(REFERENCE, 'fixtures')
  const readToken = own?.readToken ?? config.readToken
  console.log(`Testing ${target.apiBaseUrl}`)
  try {
    const outcome = await runConformance(
      [
        images,
        metadataFilters,
        uploads,
        urlUploads,
        limits,
        timed,
        account,
        permissions,
        delivery,
        refusals,
        races,
        recordedExchanges,
        recordedErrors,
      ],
      {
        target,
        ownService: own !== null,
        deep: args.includes('--deep'),
        ...(own !== null && { startAnother: startFresh }),
        ...(readToken && { readToken }),
        ...(existsSync(openapiPath) && { openapiPath }),
        ...(existsSync(fixturesPath) && { fixturesPath }),
        ...(args.includes('--only') && only !== undefined && { only }),
      },
      (line) => console.log(line),
    )
    console.log(`conformance: ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`)
    return outcome.failed === 0 ? 0 : 1
  } finally {
    await own?.close()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof SettingError ? error.message : error)
    process.exit(1)
  },
)
