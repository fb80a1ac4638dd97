import { join } from 'node:path'
import { apiHeaders, apiPath, readHeaders } from '../browser-headers.ts'
import { eventLoopDelay, observedEventLoop } from '../event-loop.ts'
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

/**
 * G9: a page of 100 images through the desk, and through the barest pipe, from an upstream that costs nothing: everybody
 * reads the same page, and each connection another one.
 */
export async function measureSmallPages(bench: Workbench): Promise<Finding[]> {
  const stage = await setUp(bench, 100)
  const same = await alternate(bench.repeats, stage.rate(stage.desk, 'same'), stage.rate(stage.pipe, 'same'))
  const different = await alternate(
    bench.repeats,
    stage.rate(stage.desk, 'different'),
    stage.rate(stage.pipe, 'different'),
  )
  const direct: number[] = []
  const added: number[] = []
  const oneByOne = { connections: 1, requests: ONE_BY_ONE }
  for (let repeat = -1; repeat < bench.repeats; repeat++) {
    const without = await stage.load(stage.upstream, oneByOne)
    const through = await stage.load(stage.desk, oneByOne)
    // The first is the warm-up.
    if (repeat < 0) continue
    direct.push(without.medianMs)
    added.push(through.medianMs - without.medianMs)
  }
  await stage.end()
  return [
    ...rates('g9', '100 images', { atLeast: 0.6 }, { same, different }),
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
  const delays: Record<Pages, number[]> = { same: [], different: [] }
  const deskRate = (pages: Pages) => async () => {
    await stage.eventLoopDelay()
    const rate = await stage.rate(stage.desk, pages)()
    delays[pages].push((await stage.eventLoopDelay()).p99Ms)
    return rate
  }
  const same = await alternate(bench.repeats, deskRate('same'), stage.rate(stage.pipe, 'same'))
  const different = await alternate(bench.repeats, deskRate('different'), stage.rate(stage.pipe, 'different'))
  await stage.end()
  const delayed = (pages: Pages) =>
    measured(
      {
        name: 'g10',
        what: `event-loop delay meanwhile, p99, ${WORDS[pages]}`,
        unit: 'ms',
        goal: { atMost: 20 },
      },
      delays[pages].slice(1),
    )
  return [
    ...rates('g10', '1,000 images', { atLeast: 0.3 }, { same, different }),
    delayed('same'),
    delayed('different'),
  ]
}

/** Whether the connections ask for one page, or each for another, so that nothing can be shared. */
type Pages = 'same' | 'different'
const WORDS: Record<Pages, string> = { same: 'one page for all', different: 'another page each' }

function rates(
  name: string,
  what: string,
  goal: { atLeast: number },
  found: Record<Pages, { a: number[]; b: number[] }>,
): Finding[] {
  const line = (pages: Pages) =>
    compared(
      { name, what: `${what}, ${WORDS[pages]}: desk / bare pipe`, unit: 'req/s', goal },
      found[pages].a,
      found[pages].b,
    )
  return [line('same'), line('different')]
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
      ...observedEventLoop(delayFile),
    },
  )
  const paths: Record<Pages, string[]> = {
    same: [`/api/images?limit=${images}`],
    // More of them than connections: no two are asked for at the same moment.
    different: Array.from({ length: 2 * CONNECTIONS }, (_, i) => `/api/images?limit=${images}&creator=${i}`),
  }
  const load = (
    { origin }: { origin: string },
    options: { connections: number; requests?: number },
    pages: Pages = 'same',
  ) =>
    bench.load({
      ...options,
      origin,
      method: 'GET',
      paths: paths[pages],
      headers: readHeaders,
      seconds: options.requests === undefined ? SECONDS : 60,
    })
  const rate = (server: { origin: string }, pages: Pages) => async () => {
    const { requests, seconds } = await load(server, { connections: CONNECTIONS }, pages)
    return requests / seconds
  }
  return {
    upstream,
    desk,
    pipe,
    load,
    rate,
    eventLoopDelay: () => eventLoopDelay(desk, delayFile),
    end: () => bench.stop(desk, pipe, upstream),
  }
}
