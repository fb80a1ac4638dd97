import { setTimeout as delay } from 'node:timers/promises'
import type { RunningDesk } from '../../support/topology.ts'
import { writeHeaders } from '../browser-headers.ts'
import { compared, type Finding, measured, notMeasured } from '../finding.ts'
import { noiseJpeg } from '../pictures.ts'
import { forgetPeak, hasProcessFacts, peakResidentMb, residentMb } from '../process-facts.ts'
import { alternate, type RunningServer, type Workbench } from '../workbench.ts'
import { TEN_MB } from './upload.ts'

const SETTLE_MS = 1_000
const ACCOUNT = { accountId: '0'.repeat(32), apiToken: 'bench-token' }

/** G11 and G12: many uploads of 10 MB at a time into an upstream that throws them away; speed and memory. */
export async function measureStreams(bench: Workbench): Promise<Finding[]> {
  const file = await noiseJpeg(bench, 'stream.jpg', TEN_MB)
  const sink = await bench.server('sink-server.ts', {})
  const pipe = await bench.server('pipe-server.ts', { BENCH_UPSTREAM: sink.origin })
  const upstream = { ...ACCOUNT, apiBaseUrl: `${sink.origin}/client/v4` }
  const desk = await bench.desk('stream-desk', upstream)
  const send = async ({ origin }: RunningServer | RunningDesk, files: number, connections: number) => {
    const { sentBytes, seconds } = await bench.load({
      origin,
      method: 'POST',
      paths: ['/api/images'],
      headers: writeHeaders(origin),
      connections,
      requests: files,
      seconds: 100,
      upload: { file, id: null },
    })
    return sentBytes / 1e6 / seconds
  }
  const files = bench.full ? 200 : 32
  const before = await startOfMemory(desk)
  const { a, b } = await alternate(
    bench.repeats,
    () => send(desk, files, 8),
    () => send(pipe, files, 8),
  )
  const growthOf8 = growth(desk, before)
  await bench.stop(desk)

  const wide = await bench.desk('stream-desk-64', upstream)
  const beforeWide = await startOfMemory(wide)
  await send(wide, bench.full ? 2_000 : 192, 64)
  const growthOf64 = growth(wide, beforeWide)
  await bench.stop(wide, pipe, sink)
  return [
    compared(
      {
        name: 'g11',
        what: `10 MB uploads, 8 at a time, ${files} a run: desk / bare pipe`,
        unit: 'MB/s',
        goal: { atLeast: 0.75 },
      },
      a,
      b,
    ),
    ...memory('memory growth of the desk during G11', 80, growthOf8),
    ...memory('memory growth, 64 at a time', 128, growthOf64),
  ]
}

async function startOfMemory({ process }: RunningDesk): Promise<number> {
  await delay(SETTLE_MS)
  if (!hasProcessFacts) return 0
  forgetPeak(process.pid)
  return residentMb(process.pid)
}

function growth({ process }: RunningDesk, startMb: number): number | null {
  return hasProcessFacts ? peakResidentMb(process.pid) - startMb : null
}

function memory(what: string, atMost: number, grown: number | null): Finding[] {
  if (grown === null) return [notMeasured('g12', what, `<= ${atMost} MB`, 'no /proc here')]
  return [measured({ name: 'g12', what, unit: 'MB', goal: { atMost } }, [grown])]
}
