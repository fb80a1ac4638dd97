import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page, Request } from '@playwright/test'
import { compared, type Finding, measured } from '../finding.ts'
import { launchBrowser, openSheet } from '../grid/browser.ts'
import { startProbe, stopProbe } from '../grid/probes.ts'
import { quantile } from '../statistics.ts'
import type { Workbench } from '../workbench.ts'

const IMAGES = 12
/** There and nearly back, a step a frame of 60 Hz: where it began the real picture would be shown again. */
const STEPS = 150
const STEP_PX = 2
/** For what the page does after it has opened, the real renditions too. */
const SETTLE_MS = 4_000

interface Gaps {
  p95Ms: number
  requests: number
}

/** G22: the window of the studio dragged, six pictures following; frame gaps beside those of a blank page. */
export async function measureStudioDrag(bench: Workbench): Promise<Finding[]> {
  const library = 'studio-library'
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(IMAGES)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(bench.folder, library) },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
  })
  const desk = await bench.desk('studio-desk', await bench.imagesService(library))
  const browser = bench.keepBrowser(await launchBrowser())
  const studio = await openSheet(browser, `${desk.origin}/variants/public?fit=cover&w=1217&h=637`)
  const blank = await openSheet(browser, 'about:blank')
  await blank.page.setContent('<button style="position:fixed;left:50%;top:50%">.</button>')
  const grip = studio.page.getByRole('slider', { name: 'Width', exact: true })
  await grip.waitFor()
  await studio.page.waitForTimeout(SETTLE_MS)

  const drags: Gaps[] = []
  const idle: Gaps[] = []
  for (let repeat = 0; repeat <= bench.repeats; repeat += 1) {
    const [there, here] = [await middleOf(blank.page, 'button'), await middleOf(studio.page, grip)]
    await blank.page.bringToFront()
    const beside = await drag(blank.page, there)
    await studio.page.bringToFront()
    const found = await drag(studio.page, here)
    await studio.page.waitForTimeout(SETTLE_MS)
    // The first one warms both up.
    if (repeat === 0) continue
    idle.push(beside)
    drags.push(found)
  }
  return [
    compared(
      {
        name: 'g22',
        what: 'studio dragged, frame gap p95: studio / blank page',
        unit: 'ms',
        goal: { atMost: 1.1 },
      },
      drags.map(({ p95Ms }) => p95Ms),
      idle.map(({ p95Ms }) => p95Ms),
    ),
    measured(
      { name: 'g22', what: 'requests while it is dragged', unit: '', goal: { atMost: 0 } },
      drags.map(({ requests }) => requests),
    ),
  ]
}

async function middleOf(page: Page, target: string | ReturnType<Page['locator']>) {
  const box = await (typeof target === 'string' ? page.locator(target) : target).boundingBox()
  if (box === null) throw new Error('There is nothing to drag')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function drag(page: Page, from: { x: number; y: number }): Promise<Gaps> {
  let requests = 0
  // How far the index is, is asked every few seconds whatever anybody does.
  const count = (request: Request) => {
    if (!request.url().endsWith('/api/library/status')) requests += 1
  }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  page.on('request', count)
  await page.evaluate(startProbe, 'body')
  for (let step = 1; step <= STEPS; step += 1) {
    const away = (1 + Math.min(step, STEPS - step)) * STEP_PX
    const due = page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())))
    await page.mouse.move(from.x - away, from.y)
    await due
  }
  const { gapsMs } = await page.evaluate(stopProbe)
  page.off('request', count)
  await page.mouse.up()
  return {
    p95Ms: quantile(
      gapsMs.toSorted((a, b) => a - b),
      0.95,
    ),
    requests,
  }
}
