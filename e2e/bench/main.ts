import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { temporaryFolder } from '../support/processes.ts'
import type { Finding } from './finding.ts'
import { measureDelivery } from './rows/delivery.ts'
import {
  measureFirstPicture,
  measureHeap,
  measureLatency,
  measureReach,
  measureScrolling,
} from './rows/grid.ts'
import { measureImagePage } from './rows/image-page.ts'
import { measureList } from './rows/list.ts'
import { measureLargePages, measureSmallPages } from './rows/proxy.ts'
import { measureSearch } from './rows/search.ts'
import { measureSizes } from './rows/sizes.ts'
import { measureStreams } from './rows/streams.ts'
import { measureStudioDrag } from './rows/studio-drag.ts'
import { measureSync } from './rows/sync.ts'
import { measureThumbnailHit } from './rows/thumbnails.ts'
import { measureUpload } from './rows/upload.ts'
import { measureUploadBatch } from './rows/upload-batch.ts'
import { measureUploadListing } from './rows/upload-listing.ts'
import { tableOf } from './table.ts'
import { createWorkbench, type Workbench } from './workbench.ts'

/** `npm run bench [-- names] [-- --strict --full --repeats 9]`: ratios, measured side by side. See docs/performance.md. */

const ROWS: Record<string, (bench: Workbench) => Promise<Finding[]>> = {
  list: measureList,
  upload: measureUpload,
  thumbnail: measureThumbnailHit,
  g1: measureScrolling,
  g3: measureReach,
  g5: measureHeap,
  g6: measureFirstPicture,
  g7: measureLatency,
  g8: measureSizes,
  g9: measureSmallPages,
  g10: measureLargePages,
  g11: measureStreams,
  g13: measureUploadBatch,
  g14: measureUploadListing,
  g15: measureDelivery,
  g17: measureSearch,
  g19: measureSync,
  g21: measureImagePage,
  g22: measureStudioDrag,
}
/** Goals that are measured together with another one. */
const TOGETHER: Record<string, string> = {
  g2: 'g1',
  g4: 'g1',
  g12: 'g11',
  g16: 'g15',
  g18: 'g17',
  g20: 'g17',
}
const MIN_REPEATS = 5
const MINUTES = { usual: 20, full: 120 }

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      strict: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      repeats: { type: 'string', default: String(MIN_REPEATS) },
    },
  })
  const repeats = Number(values.repeats)
  if (!Number.isInteger(repeats) || repeats < MIN_REPEATS) {
    throw new Error(`--repeats must be a whole number, at least ${MIN_REPEATS}.`)
  }
  const names = positionals.map((name) => TOGETHER[name] ?? name)
  const unknown = names.filter((name) => !(name in ROWS))
  if (unknown.length > 0) {
    throw new Error(`There is no row ${unknown.join(', ')}; choose from ${Object.keys(ROWS).join(', ')}.`)
  }

  const folder = await temporaryFolder()
  const bench = createWorkbench({ folder: folder.path, repeats, full: values.full })
  const clear = async () => {
    await bench.close()
    await folder.remove()
  }
  let stopping = false
  const giveUp = (why: string) => {
    if (stopping) return
    stopping = true
    console.error(why)
    void clear().finally(() => process.exit(1))
  }
  process.once('SIGINT', () => giveUp('Stopped.'))
  process.once('SIGTERM', () => giveUp('Stopped.'))
  const minutes = values.full ? MINUTES.full : MINUTES.usual
  const late = setTimeout(() => giveUp(`Not done after ${minutes} minutes.`), minutes * 60_000)

  const findings: Finding[] = []
  try {
    for (const [name, measure] of Object.entries(ROWS)) {
      if (stopping) break
      if (names.length > 0 && !names.includes(name)) continue
      console.error(`Measuring ${name}`)
      try {
        findings.push(...(await measure(bench)))
      } catch (error) {
        if (stopping) break
        // The other rows are still worth having.
        console.error(`${name} failed:`, error)
        process.exitCode = 1
      }
    }
  } finally {
    clearTimeout(late)
    await clear()
  }
  if (stopping) return
  console.log(`${cpus().length} cores, Node ${process.versions.node}, ${repeats} repeats of each arm\n`)
  console.log(tableOf(findings))
  if (values.strict && findings.some(({ met }) => met === false)) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
