import { startImagesService } from '../service.ts'

/**
 * For browser tests: the local Images service in a process of its own that may fetch `url` uploads from loopback, which no
 * setting allows. Arguments: port, folder, account id, token.
 */
const [port = '', dataDir = '', accountId = '', apiToken = ''] = process.argv.slice(2)
const service = await startImagesService({
  host: '127.0.0.1',
  port: Number(port),
  dataDir,
  accountId,
  apiToken,
  rateLimit: { requests: 1_000_000, windowSeconds: 300 },
  allowPrivateUrlTargets: true,
})
process.once('SIGTERM', () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
