import { join } from 'node:path'
import { readConfig, SettingError } from './config.ts'
import { startImagesService } from './images-service/service.ts'

/** The local Images service alone: `npm run images-service`. */
async function main(): Promise<void> {
  const { dataDir, imagesService } = readConfig()
  const service = await startImagesService({
    ...imagesService,
    host: '127.0.0.1',
    dataDir: join(dataDir, 'images-service'),
    log: (line) => console.log(line),
  })
  console.log(`Base URL    ${service.apiBaseUrl}`)
  console.log(`Account id  ${service.accountId}`)
  console.log(`Token       ${service.apiToken}`)
  const stop = (): void => {
    service.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingError ? error.message : error)
  process.exit(1)
})
