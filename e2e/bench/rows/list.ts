import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { apiHeaders, apiPath, readHeaders } from '../browser-headers.ts'
import { compared, type Finding } from '../finding.ts'
import { alternate, type Workbench } from '../workbench.ts'

const LIBRARY_IMAGES = 5_000
const REQUESTS = 60

/** A page of 1,000 images: through the desk, and from the local Images service itself. */
export async function measureList(bench: Workbench): Promise<Finding[]> {
  seed(bench, 'list-library')
  const upstream = await bench.imagesService('list-library')
  const desk = await bench.desk('list-desk', upstream)
  const once = { method: 'GET', connections: 1, requests: REQUESTS, seconds: 60 } as const
  const { a, b } = await alternate(
    bench.repeats,
    async () =>
      (
        await bench.load({
          ...once,
          origin: desk.origin,
          paths: ['/api/images?limit=1000'],
          headers: readHeaders,
        })
      ).medianMs,
    async () =>
      (
        await bench.load({
          ...once,
          origin: upstream.origin,
          paths: [apiPath(upstream, '/v2?per_page=1000&sort_order=desc')],
          headers: apiHeaders(upstream),
        })
      ).medianMs,
  )
  await bench.stop(desk, upstream)
  return [
    compared(
      { name: 'list', what: '1,000 images: desk / upstream', unit: 'ms', goal: { atMost: 1.5 } },
      a,
      b,
    ),
  ]
}

/** Fills the library of `name`. */
export function seed(bench: Workbench, name: string): void {
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(LIBRARY_IMAGES)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(bench.folder, name) },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
  })
}
