import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { endpoints } from '#contract/endpoints.ts'
import type { RunningDesk, RunningImagesService } from '../../support/topology.ts'
import { writeHeaders } from '../browser-headers.ts'
import type { Child } from '../child.ts'
import { eventLoopDelay, observedEventLoop } from '../event-loop.ts'
import { compared, type Finding, measured } from '../finding.ts'
import { alternate, type Workbench } from '../workbench.ts'

const IMAGES = 40
const SIDE_PX = 366
/** As the studio does, or more where there are more cores: the desk still renders one per core. */
const ASKED_AT_A_TIME = 3
const Answer = z.object({ by: z.literal('desk'), renditions: z.tuple([z.object({ ok: z.literal(true) })]) })

/** The bare loop around sharp: `file`, so often, so many at a time; says how many seconds it took. */
export type SharpLoop = Child<{ file: string; images: number; concurrency: number }, { seconds: number }>

/**
 * G15 for drafts of the studio: `image`, which is `file`, with options nobody asked for before, rendered by the desk.
 * Widths around that of the bare loop, as many below as above.
 */
export async function measureDraftRenditions(
  bench: Workbench,
  service: RunningImagesService,
  { file, image, loop }: { file: string; image: string; loop: SharpLoop },
): Promise<Finding[]> {
  const delayFile = join(bench.folder, 'draft-delay.json')
  const desk = await bench.desk('draft-desk', service, observedEventLoop(delayFile))
  const concurrency = availableParallelism()
  const delays: number[] = []
  let round = 0
  const { a, b } = await alternate(
    bench.repeats,
    async () => {
      const height = SIDE_PX + round++
      const widths = Array.from({ length: IMAGES }, (_, n) => SIDE_PX - IMAGES / 2 + n)
      await eventLoopDelay(desk, delayFile)
      const start = performance.now()
      await Promise.all(
        Array.from({ length: Math.max(ASKED_AT_A_TIME, concurrency + 1) }, async () => {
          for (let width = widths.pop(); width !== undefined; width = widths.pop()) {
            await render(desk, image, width, height)
          }
        }),
      )
      const rate = IMAGES / ((performance.now() - start) / 1000)
      delays.push((await eventLoopDelay(desk, delayFile)).p99Ms)
      return rate
    },
    async () => IMAGES / (await loop.ask({ file, images: IMAGES, concurrency }, 60_000)).seconds,
  )
  await bench.stop(desk)
  return [
    compared(
      {
        name: 'g15',
        what: `the same as drafts, ${concurrency} rendered at a time: desk / bare sharp`,
        unit: 'images/s',
        goal: { atLeast: 0.9 },
      },
      a,
      b,
    ),
    measured(
      { name: 'g15', what: 'event-loop delay of the desk meanwhile, p99', unit: 'ms', goal: { atMost: 50 } },
      // Without the warm-up, which fetches the original and starts the children.
      delays.slice(1),
    ),
  ]
}

async function render({ origin }: RunningDesk, image: string, width: number, height: number): Promise<void> {
  const options = { fit: 'cover', width, height, metadata: 'none', blur: null, browserTtlSeconds: null }
  const answer = await fetch(`${origin}${endpoints.draftRenditions}`, {
    method: 'POST',
    headers: { ...writeHeaders(origin), 'content-type': 'application/json' },
    body: JSON.stringify({ image, options, accepts: ['original'] }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`A draft answered ${answer.status}: ${text.slice(0, 200)}`)
  Answer.parse(JSON.parse(text))
}
