import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import * as z from 'zod'
import { askUpstream, type RunningImagesService } from '../../support/topology.ts'
import { apiHeaders, apiPath } from '../browser-headers.ts'
import { startChild } from '../child.ts'
import { compared, type Finding } from '../finding.ts'
import { noiseJpeg } from '../pictures.ts'
import { cpuSeconds, hasProcessFacts } from '../process-facts.ts'
import { alternate, record, type Workbench } from '../workbench.ts'
import { measureDraftRenditions, type SharpLoop } from './draft-renditions.ts'
import { measureCpuOfThumbnail } from './thumbnail-cpu.ts'

const IMAGES = 40
const CACHED_CONNECTIONS = 16
const CACHED_SECONDS = 2
const VARIANT = 'bench366'
/** 12 megapixels in about 2.8 MB. */
const TWELVE_MEGAPIXELS = { width: 4000, height: 3000, sigma: 12, quality: 80 }
const Uploaded = z.object({ variants: z.array(z.string()).min(1) })
const Loop = z.object({ seconds: z.number() })

/** G15: pictures of 12 megapixels as variants never asked for before; G16: one variant asked for again and again. */
export async function measureDelivery(bench: Workbench): Promise<Finding[]> {
  const file = await noiseJpeg(bench, '12-megapixels.jpg', TWELVE_MEGAPIXELS)
  const service = await bench.imagesService('delivery-library')
  const base = await fill(bench, service, file)
  const loop = bench.adopt(
    startChild<{ file: string; images: number; concurrency: number }, z.output<typeof Loop>>(
      new URL('../sharp-loop-process.ts', import.meta.url),
      Loop,
    ),
  )
  const uncached = await measureUncached(bench, service, { file, base, loop })
  const image = `${basename(file, '.jpg')}-0`
  const drafts = await measureDraftRenditions(bench, service, { file, image, loop })
  await loop.stop()
  const cached = await measureCached(bench, service, `${base}0/${VARIANT}`)
  await bench.stop(service)
  return [...uncached, ...drafts, cached]
}

async function measureUncached(
  bench: Workbench,
  service: RunningImagesService,
  { file, base, loop }: { file: string; base: string; loop: SharpLoop },
): Promise<Finding[]> {
  const concurrency = availableParallelism()
  let next = 0
  const cpuMs: number[] = []
  const { a, b } = await alternate(
    bench.repeats,
    async () => {
      const paths = Array.from({ length: IMAGES }, (_, i) => `${base}${next + i}/${VARIANT}`)
      next += IMAGES
      const before = hasProcessFacts ? cpuSeconds(service.process.pid) : 0
      const { seconds } = await bench.load({
        origin: service.origin,
        method: 'GET',
        paths,
        headers: { accept: '*/*' },
        connections: concurrency,
        requests: IMAGES,
        seconds: 60,
      })
      if (hasProcessFacts) cpuMs.push(((cpuSeconds(service.process.pid) - before) / IMAGES) * 1000)
      return IMAGES / seconds
    },
    async () => IMAGES / (await loop.ask({ file, images: IMAGES, concurrency }, 60_000)).seconds,
  )
  return [
    compared(
      {
        name: 'g15',
        what: `12 MP to 366 x 366, uncached, ${concurrency} at a time: service / bare sharp`,
        unit: 'images/s',
        goal: { atLeast: 0.9 },
      },
      a,
      b,
    ),
    // Without the warm-up, which starts the children.
    measureCpuOfThumbnail(bench, file, cpuMs.slice(1)),
  ]
}

async function measureCached(
  bench: Workbench,
  service: RunningImagesService,
  path: string,
): Promise<Finding> {
  const rendition = await record(bench, 'rendition.jpg', `${service.origin}${path}`, { accept: '*/*' })
  const plain = await bench.server('static-server.ts', { BENCH_FILE: rendition, BENCH_TYPE: 'image/jpeg' })
  const rate = (origin: string) => async () => {
    const { requests, seconds } = await bench.load({
      origin,
      method: 'GET',
      paths: [path],
      headers: { accept: '*/*' },
      connections: CACHED_CONNECTIONS,
      seconds: CACHED_SECONDS,
    })
    return requests / seconds
  }
  const { a, b } = await alternate(bench.repeats, rate(service.origin), rate(plain.origin))
  await bench.stop(plain)
  return compared(
    { name: 'g16', what: 'cached variant: service / static', unit: 'req/s', goal: { atLeast: 0.8 } },
    a,
    b,
  )
}

/** Uploads one picture for each rendering to come. @returns the path before the image's number */
async function fill(bench: Workbench, service: RunningImagesService, file: string): Promise<string> {
  const made = await askUpstream(service, '/v1/variants', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: VARIANT,
      options: { fit: 'cover', width: 366, height: 366, metadata: 'none' },
    }),
  })
  if (made.status !== 200) throw new Error(`The variant was not made: ${made.status}`)
  const count = IMAGES * (bench.repeats + 1)
  await bench.load({
    origin: service.origin,
    method: 'POST',
    paths: [apiPath(service, '/v1')],
    headers: apiHeaders(service),
    connections: 4,
    requests: count,
    seconds: 110,
    upload: { file, id: { prefix: `${basename(file, '.jpg')}-`, firstNumber: 0 } },
  })
  const { result } = await askUpstream(service, `/v1/${basename(file, '.jpg')}-0`)
  const url = new URL(Uploaded.parse(result).variants[0] ?? '')
  return url.pathname.slice(0, url.pathname.lastIndexOf('0/'))
}
