import { apiHeaders, apiPath, writeHeaders } from '../browser-headers.ts'
import { compared, type Finding } from '../finding.ts'
import { noiseJpeg } from '../pictures.ts'
import { alternate, type Workbench } from '../workbench.ts'

const FILES = 4

/** A JPEG of nearly 10 MB, other bytes each time: through the desk, and straight to the local Images service. */
export async function measureUpload(bench: Workbench): Promise<Finding[]> {
  const file = await noiseJpeg(bench, '10-mb.jpg', TEN_MB)
  const upstream = await bench.imagesService('upload-library')
  const desk = await bench.desk('upload-desk', upstream)
  const once = {
    method: 'POST',
    connections: 1,
    requests: FILES,
    seconds: 60,
    upload: { file, id: null },
  } as const
  const { a, b } = await alternate(
    bench.repeats,
    async () =>
      (
        await bench.load({
          ...once,
          origin: desk.origin,
          paths: ['/api/images'],
          headers: writeHeaders(desk.origin),
        })
      ).medianMs,
    async () =>
      (
        await bench.load({
          ...once,
          origin: upstream.origin,
          paths: [apiPath(upstream, '/v1')],
          headers: apiHeaders(upstream),
        })
      ).medianMs,
  )
  await bench.stop(desk, upstream)
  return [
    compared(
      { name: 'upload', what: '10 MB upload: desk / upstream', unit: 'ms', goal: { atMost: 1.3 } },
      a,
      b,
    ),
  ]
}

/** Comes to between 9 and 10 MB as a JPEG. */
export const TEN_MB = { width: 3600, height: 2500, sigma: 40, quality: 90 }
