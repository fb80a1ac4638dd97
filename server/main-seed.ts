import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, SettingError } from './config.ts'
import { seedLibrary } from './images-service/seed.ts'

const MAX_COUNT = 5_000_000

/** Fills the local library with many images: `npm run seed -- --count 100000`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '1000' } } })
  const count = Number(values.count)
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw new SettingError(`--count must be a whole number between 1 and ${MAX_COUNT}.`)
  }
  const { dataDir } = readConfig()
  await seedLibrary({
    dataDir: join(dataDir, 'images-service'),
    count,
    log: (line) => console.log(line),
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingError ? error.message : error)
  process.exit(1)
})
