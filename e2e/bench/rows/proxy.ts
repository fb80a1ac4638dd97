import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { RunningDesk } from '../../support/topology.ts'
import { apiHeaders, apiPath, readHeaders } from '../browser-headers.ts'
import { compared, type Finding, measured } from '../finding.ts'
import { alternate, record, type Workbench } from '../workbench.ts'
import { seed } from './list.ts'

const CONNECTIONS = 32
const SECONDS = 2
const ONE_BY_ONE = 400
const ACCOUNT = {
  accountId: '0'.repeat(32),
  apiToken: 'bench-token',
}
const Delay = z.object({ p99Ms: z.number(), maxMs: z.number() })

/** G9: a page of 100 images through the desk, and through the barest pipe, from an upstream that costs nothing. */
export async function measureSmallPages(bench: Workbench): Promise<Finding[]> {
  const stage = await setUp(bench, 100)
  const { a, b } = await alternate(bench.repeats, stage.deskRate, stage.pipeRate)
  const direct: number[] = []
  const added: number[] = []
  const oneByOne = { connections: 1, requests: ONE_BY_ONE }
  for (let repeat = -1; repeat < bench.repeats; repeat++) {
    const without = await stage.load(stage.upstream.origin, oneByOne)
    const through = await stage.load(stage.desk.origin, oneByOne)
    // The first is the warm-up.
    if (repeat < 0) continue
    direct.push(without.medianMs)
    added.push(through.medianMs - without.medianMs)
  }
  await stage.end()
  return [
    compared(
      {
        name: 'g9',
        what: '100 images, 32 connections: desk / bare pipe',
        unit: 'req/s',
        goal: { atLeast: 0.6 },
      },
      a,
      b,
    ),
    measured(
      { name: 'g9', what: '100 images, added to direct (B)', unit: 'ms', goal: { atMost: 1 } },
      added,
      direct,
    ),
  ]
}

/** G10: the same with 1,000 images, and what the event loop of the desk makes of it. */
export async function measureLargePages(bench: Workbench): Promise<Finding[]> {
  const stage = await setUp(bench, 1000)
  const delays: number[] = []
  const deskRate = async () => {
    await stage.eventLoopDelay()
    const rate = await stage.deskRate()
    delays.push((await stage.eventLoopDelay()).p99Ms)
    return rate
  }
  const { a, b } = await alternate(bench.repeats, deskRate, stage.pipeRate)
  await stage.end()
  return [
    compared(
      {
        name: 'g10',
        what: '1,000 images, 32 connections: desk / bare pipe',
        unit: 'req/s',
        goal: { atLeast: 0.3 },
      },
      a,
      b,
    ),
    measured(
      { name: 'g10', what: 'event-loop delay meanwhile, p99', unit: 'ms', goal: { atMost: 20 } },
      delays.slice(1),
    ),
  ]
}

async function setUp(bench: Workbench, images: number) {
  const name = `page-${images}`
  seed(bench, name)
  const library = await bench.imagesService(name)
  const listPath = apiPath(library, `/v2?per_page=${images}&sort_order=desc`)
  const file = await record(bench, `${name}.json`, `${library.origin}${listPath}`, apiHeaders(library))
  await bench.stop(library)
  const upstream = await bench.server('replay-server.ts', { BENCH_FILE: file })
  const pipe = await bench.server('pipe-server.ts', { BENCH_UPSTREAM: upstream.origin })
  const delayFile = join(bench.folder, `${name}-event-loop.json`)
  const desk = await bench.desk(
    `${name}-desk`,
    { ...ACCOUNT, apiBaseUrl: `${upstream.origin}/client/v4` },
    {
      NODE_OPTIONS: `--import=${fileURLToPath(new URL('../observe-event-loop.ts', import.meta.url))}`,
      BENCH_EVENT_LOOP_FILE: delayFile,
    },
  )
  const load = (origin: string, options: { connections: number; requests?: number }) =>
    bench.load({
      ...options,
      origin,
      method: 'GET',
      paths: [`/api/images?limit=${images}`],
      headers: readHeaders,
      seconds: options.requests === undefined ? SECONDS : 60,
    })
  const rate = async (origin: string) => {
    const { requests, seconds } = await load(origin, { connections: CONNECTIONS })
    return requests / seconds
  }
  return {
    upstream,
    desk,
    load,
    deskRate: () => rate(desk.origin),
    pipeRate: () => rate(pipe.origin),
    eventLoopDelay: () => eventLoopDelay(desk, delayFile),
    end: () => bench.stop(desk, pipe, upstream),
  }
}

/** Of the time since this was last called. */
async function eventLoopDelay(desk: RunningDesk, file: string): Promise<z.output<typeof Delay>> {
  rmSync(file, { force: true })
  process.kill(desk.process.pid, 'SIGUSR2')
  const end = Date.now() + 5_000
  while (Date.now() < end) {
    const found = existsSync(file) ? Delay.safeParse(parse(readFileSync(file, 'utf8'))) : null
    if (found?.success) return found.data
    await delay(10)
  }
  throw new Error('The desk did not say how its event loop does')
}

/** `null` while the file is half written. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
