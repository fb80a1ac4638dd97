import { startImagesService } from './service.ts'

/** A service of its own in a process that a test can kill. Prints where it is as one line of JSON. */
const [, , dataDir = ''] = process.argv
const service = await startImagesService({
  host: '127.0.0.1',
  port: 0,
  dataDir,
  rateLimit: { requests: 1_000_000, windowSeconds: 300 },
})
console.log(
  JSON.stringify({
    base: `${service.apiBaseUrl}/accounts/${service.accountId}/images`,
    token: service.apiToken,
  }),
)
