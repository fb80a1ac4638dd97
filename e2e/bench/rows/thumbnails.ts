import * as z from 'zod'
import { ImageIdSchema } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { readHeaders } from '../browser-headers.ts'
import { compared, type Finding } from '../finding.ts'
import { alternate, record, recorded, type Workbench } from '../workbench.ts'
import { seed } from './list.ts'

const Page = z.object({ images: z.array(z.object({ id: ImageIdSchema, uploadedAt: z.string() })).min(1) })
const CONNECTIONS = 16
const SECONDS = 2

/** A thumbnail the desk holds already: from the desk, and as a file from a static server. */
export async function measureThumbnailHit(bench: Workbench): Promise<Finding[]> {
  seed(bench, 'thumbnail-library')
  const upstream = await bench.imagesService('thumbnail-library')
  const desk = await bench.desk('thumbnail-desk', upstream)
  const page = Page.parse(
    recorded(await record(bench, 'page.json', `${desk.origin}/api/images?limit=1`, readHeaders)),
  )
  const [image] = page.images
  if (image === undefined) throw new Error('The library is empty')
  const path = thumbnailPath(image, 320)
  const file = await record(bench, 'thumbnail.webp', `${desk.origin}${path}`, readHeaders)
  const plain = await bench.server('static-server.ts', { BENCH_FILE: file, BENCH_TYPE: 'image/webp' })
  const rate = (origin: string) => async () => {
    const { requests, seconds } = await bench.load({
      origin,
      method: 'GET',
      paths: [path],
      headers: { ...readHeaders, accept: 'image/*' },
      connections: CONNECTIONS,
      seconds: SECONDS,
    })
    return requests / seconds
  }
  const { a, b } = await alternate(bench.repeats, rate(desk.origin), rate(plain.origin))
  await bench.stop(plain, desk, upstream)
  return [
    compared(
      { name: 'thumbnail', what: 'thumbnail hit: desk / static', unit: 'req/s', goal: { atLeast: 0.5 } },
      a,
      b,
    ),
  ]
}
