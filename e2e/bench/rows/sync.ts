import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { readHeaders } from '../browser-headers.ts'
import { eventLoopDelay, observedEventLoop } from '../event-loop.ts'
import { type Finding, measured } from '../finding.ts'
import type { RunningServer, Workbench } from '../workbench.ts'

const IMAGES = { usual: 100_000, full: 1_000_000 }
/** As far away as Cloudflare's API is from most places, for a page of this size. */
const LATENCY_MS = 250
const FILL_WITHIN_MS = 15 * 60_000
const ACCOUNT = { accountId: '0'.repeat(32), apiToken: 'bench-token' }
/** So small that a fill needs more than it may have. */
const TIGHT_QUOTA = 120
const TIGHT_MS = 15_000
/** What the same desk does when it does nothing, on the same machine. */
const IDLE_MS = 5_000

const Told = z.object({
  asked: z.object({ asc: z.number(), desc: z.number() }),
  tookMs: z.object({ asc: z.number(), desc: z.number() }),
  firstAt: z.number(),
})
const Status = z.object({ complete: z.boolean(), images: z.number() })

/** G19: the first fill of an index, what it asks for and how long it takes beside the upstream's own latency. */
export async function measureSync(bench: Workbench): Promise<Finding[]> {
  const images = bench.full ? IMAGES.full : IMAGES.usual
  const found = { extra: [] as number[], wall: [] as number[], p99: [] as number[], idleP99: [] as number[] }
  const share: number[] = []
  const runs = bench.full ? 1 : Math.min(3, bench.repeats)
  for (let run = 0; run < runs; run += 1) {
    const upstream = await listServer(bench, images)
    const file = join(bench.folder, `sync-${run}-event-loop.json`)
    const desk = await bench.desk(`sync-${run}`, upstreamOf(upstream), observedEventLoop(file))
    await eventLoopDelay(desk, file)
    await untilComplete(desk.origin, images)
    const endedAt = Date.now()
    found.p99.push((await eventLoopDelay(desk, file)).p99Ms)
    await delay(IDLE_MS)
    found.idleP99.push((await eventLoopDelay(desk, file)).p99Ms)
    const { asked, tookMs, firstAt } = await tell(upstream)
    found.extra.push(asked.asc + asked.desc - images / 1000)
    found.wall.push((endedAt - firstAt) / Math.max(tookMs.asc, tookMs.desc))
    await bench.stop(desk, upstream)
  }

  const upstream = await listServer(bench, IMAGES.usual)
  const tight = await bench.desk('sync-tight', upstreamOf(upstream), { API_QUOTA: String(TIGHT_QUOTA) })
  await delay(TIGHT_MS)
  const { asked } = await tell(upstream)
  share.push((100 * (asked.asc + asked.desc)) / TIGHT_QUOTA)
  await bench.stop(tight, upstream)

  const of = images.toLocaleString('en')
  const row = (
    what: string,
    unit: string,
    atMost: number,
    values: number[],
    beside: number[] | null = null,
  ) => measured({ name: 'g19', what, unit, goal: { atMost } }, values, beside)
  return [
    row(`first fill of ${of}: requests beyond one for each 1,000 images`, 'requests', 10, found.extra),
    row(`first fill of ${of}: wall / latencies of the longer walker`, 'x', 1.15, found.wall),
    row(`first fill of ${of}: event-loop delay, p99; B: idle`, 'ms', 20, found.p99, found.idleP99),
    row('first fill, share of a quota that is too small', '%', 50, share),
  ]
}

export const upstreamOf = ({ origin }: RunningServer) => ({ ...ACCOUNT, apiBaseUrl: `${origin}/client/v4` })

const listServer = (bench: Workbench, images: number) =>
  bench.server('list-server.ts', { BENCH_IMAGES: String(images), BENCH_LATENCY_MS: String(LATENCY_MS) })

async function tell({ origin }: RunningServer): Promise<z.output<typeof Told>> {
  const response = await fetch(`${origin}/bench`, { signal: AbortSignal.timeout(10_000) })
  return Told.parse(await response.json())
}

export async function untilComplete(origin: string, images: number): Promise<void> {
  const end = Date.now() + FILL_WITHIN_MS
  while (Date.now() < end) {
    const response = await fetch(`${origin}/api/library/status`, {
      headers: readHeaders,
      signal: AbortSignal.timeout(10_000),
    })
    const status = Status.parse(await response.json())
    if (status.complete) {
      if (status.images !== images) throw new Error(`The index has ${status.images} of ${images} images`)
      return
    }
    await delay(50)
  }
  throw new Error('The index was not filled in time')
}
