import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { readHeaders } from '../browser-headers.ts'
import { startChild } from '../child.ts'
import { eventLoopDelay, observedEventLoop } from '../event-loop.ts'
import { compared, type Finding, measured } from '../finding.ts'
import { median, quantile } from '../statistics.ts'
import type { Workbench } from '../workbench.ts'
import { untilComplete, upstreamOf } from './sync.ts'

const IMAGES = { usual: 100_000, full: 1_000_000 }
const BUILD_WITHIN_MS = 10 * 60_000
const SEARCH_WITHIN_MS = 2 * 60_000
const WINDOW = 100
/** Of each kind, in one run. */
const QUESTIONS = 60
const MISSES = 10

const Built = z.object({ bytes: z.number() })
const Searched = z.object({ tookMs: z.array(z.number()) })
const Page = z.object({ total: z.number().nullable(), items: z.array(z.unknown()) })

/** G17, G18 and G20: finding and jumping in a synced library, and what that costs on the disk. */
export async function measureSearch(bench: Workbench): Promise<Finding[]> {
  const images = bench.full ? IMAGES.full : IMAGES.usual
  const upstream = await bench.server('list-server.ts', {
    BENCH_IMAGES: String(images),
    BENCH_LATENCY_MS: '1',
  })
  const file = join(bench.folder, 'search-event-loop.json')
  const desk = await bench.desk('search', upstreamOf(upstream), observedEventLoop(file))
  const plain = bench.adopt(
    startChild<object, unknown>(new URL('../plain-table-process.ts', import.meta.url), z.unknown()),
  )
  const listUrl = `${upstream.origin}/client/v4/accounts/0/images/v2`
  const build = { what: 'build', file: join(bench.folder, 'plain.sqlite'), listUrl, images }
  const plainBytes = Built.parse(await plain.ask(build, BUILD_WITHIN_MS)).bytes
  await untilComplete(desk.origin, images)

  let asked = 0
  /** How long each of `queries` took, ms. A question nobody asked before is not answered from memory. */
  async function ask(queries: string[], expected: (count: number) => boolean): Promise<number[]> {
    const tookMs: number[] = []
    for (const query of queries) {
      const startedAt = performance.now()
      const response = await fetch(`${desk.origin}/api/library/window?limit=${WINDOW}&${query}`, {
        headers: readHeaders,
        signal: AbortSignal.timeout(30_000),
      })
      const { items } = Page.parse(await response.json())
      tookMs.push(performance.now() - startedAt)
      if (!expected(items.length)) throw new Error(`${query} found ${items.length} images`)
    }
    return tookMs
  }
  const some = (count: number, make: (number: number) => string) =>
    Array.from({ length: count }, () => {
      asked += 1
      return make((asked * 7_919) % images)
    })
  const p95 = (values: number[]) =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.95,
    )
  const looking = (word: string) => `q=${encodeURIComponent(`"${word}"`)}`

  const found = { rare: [] as number[], common: [] as number[], miss: [] as number[], scan: [] as number[] }
  const jumps: number[] = []
  const delays: number[] = []
  for (let run = 0; run <= bench.repeats; run += 1) {
    const rare = await ask(
      some(QUESTIONS, (n) => looking(`ture ${n}.jp`)),
      (count) => count >= 1,
    )
    // A campaign has one image in 300, half a name in common one in nine or more.
    const common = await ask(
      some(QUESTIONS, (n) => `q=${encodeURIComponent(`"mpaign ${n % 300}" picture`)}`),
      (count) => count > 0,
    )
    const misses = some(MISSES, (n) => `nowhere ${n}`)
    const miss = await ask(misses.map(looking), (count) => count === 0)
    const { tookMs } = Searched.parse(await plain.ask({ what: 'search', words: misses }, SEARCH_WITHIN_MS))
    await eventLoopDelay(desk, file)
    const random = await ask(
      some(3 * QUESTIONS, (n) => `offset=${Math.min(n, images - WINDOW)}`),
      (count) => count === WINDOW,
    )
    const delay = (await eventLoopDelay(desk, file)).p99Ms
    // The first run warms up.
    if (run === 0) continue
    found.rare.push(p95(rare))
    found.common.push(p95(common))
    found.miss.push(median(miss))
    found.scan.push(median(tookMs))
    jumps.push(p95(random))
    delays.push(delay)
  }
  await desk.process.stop()
  const ratio = indexBytes(join(bench.folder, 'search', 'desk')) / plainBytes
  await bench.stop(desk, upstream)
  await plain.stop()

  const of = images.toLocaleString('en')
  const row = (name: string, what: string, atMost: number, values: number[], unit = 'ms') =>
    measured({ name, what, unit, goal: { atMost } }, values)
  return [
    row('g17', `part of a name among ${of}, newest 100, p95`, 20, found.rare),
    row('g17', `words that many of ${of} have, newest 100, p95`, 20, found.common),
    compared(
      { name: 'g17', what: `a word nobody has, ${of}: LIKE scan / desk`, unit: 'ms', goal: { atLeast: 20 } },
      found.scan,
      found.miss,
    ),
    row('g18', `index of ${of} / one plain table`, 3.5, [ratio], 'x'),
    row('g20', `100 images at a random place of ${of}, p95`, 25, jumps),
    row('g20', 'event-loop delay meanwhile, p99', 20, delays),
  ]
}

function indexBytes(folder: string): number {
  if (!existsSync(folder)) throw new Error('The desk has no index')
  const files = readdirSync(folder).filter((name) => /^library-.*\.sqlite(?:-wal)?$/.test(name))
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}
