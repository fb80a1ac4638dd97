import type { Browser } from '@playwright/test'
import { compared, type Finding, measured } from '../finding.ts'
import { awaitTiles, heapMb, launchBrowser, openSheet, type Sheet, scrollSheet } from '../grid/browser.ts'
import { readLatency, readPicturePaint, readSight, watchLatency } from '../grid/probes.ts'
import { buildStand, type Stand } from '../grid/stand.ts'
import { median, quantile } from '../statistics.ts'
import type { Workbench } from '../workbench.ts'

const GRID = '[role="grid"]'
const RIVAL = '[data-scroller]'
const FLING = { speed: 8_000, distancePx: 40_000 }
const READING = { speed: 1_500, distancePx: 6_000 }
/** Two columns and six, at the usual tile size. */
const WIDTHS = { six: 1280, two: 480 }

interface Rig {
  browser: Browser
  stand: Stand
}

const rigs = new WeakMap<Workbench, Promise<Rig>>()

/** Built once a run; its processes end with the workbench. */
function rigOf(bench: Workbench): Promise<Rig> {
  const known = rigs.get(bench)
  if (known !== undefined) return known
  const rig = buildStand(bench).then(async (stand) => ({
    stand,
    browser: bench.keepBrowser(await launchBrowser()),
  }))
  rigs.set(bench, rig)
  return rig
}

type Arm = 'grid' | 'small' | 'blank' | 'plain'

/** G1, G2, G4: the grid in a browser, beside a blank page and beside plain TanStack Virtual with the same tiles. */
export async function measureScrolling(bench: Workbench): Promise<Finding[]> {
  const {
    browser,
    stand: { small, large },
  } = await rigOf(bench)
  const urls: Record<Arm, string> = {
    grid: `${large.front.origin}/images`,
    small: `${small.front.origin}/images`,
    blank: `${large.front.origin}/rival/blank.html`,
    plain: `${large.front.origin}/rival/index.html?total=${large.images}`,
  }
  const run = async (arm: Arm, gesture: typeof FLING) => {
    const sheet = await openSheet(browser, urls[arm])
    if (arm !== 'blank') await awaitTiles(sheet)
    const found = await scrollSheet(sheet, arm === 'grid' || arm === 'small' ? GRID : RIVAL, gesture)
    await sheet.close()
    return found
  }
  const flings: Record<Arm, Awaited<ReturnType<typeof run>>[]> = { grid: [], small: [], blank: [], plain: [] }
  const readings: typeof flings = { grid: [], small: [], blank: [], plain: [] }
  await run('blank', FLING)
  await run('grid', FLING)
  for (let repeat = 0; repeat < bench.repeats; repeat += 1) {
    for (const arm of ['blank', 'grid', 'plain', 'small'] as const) flings[arm].push(await run(arm, FLING))
    for (const arm of ['blank', 'grid', 'plain'] as const) readings[arm].push(await run(arm, READING))
  }
  const of = <K extends keyof (typeof flings)['grid'][number]>(runs: (typeof flings)['grid'], key: K) =>
    runs.map((one) => one[key])
  const images = large.images.toLocaleString('en')
  return [
    compared(
      {
        name: 'g1',
        what: `fling, ${images} images: grid / blank page`,
        unit: 'fps',
        goal: { atLeast: 0.95 },
      },
      of(flings.grid, 'framesPerSecond'),
      of(flings.blank, 'framesPerSecond'),
    ),
    compared(
      { name: 'g1', what: 'fling, frame gap p95: grid / blank page', unit: 'ms', goal: { atMost: 1.3 } },
      of(flings.grid, 'gapMs'),
      of(flings.blank, 'gapMs'),
    ),
    compared(
      { name: 'g1', what: 'fling: grid / plain TanStack Virtual', unit: 'fps', goal: { atLeast: 1 } },
      of(flings.grid, 'framesPerSecond'),
      of(flings.plain, 'framesPerSecond'),
    ),
    compared(
      { name: 'g2', what: 'reading speed: grid / blank page', unit: 'fps', goal: { atLeast: 0.85 } },
      of(readings.grid, 'framesPerSecond'),
      of(readings.blank, 'framesPerSecond'),
    ),
    measured(
      { name: 'g2', what: 'reading speed, tiles painted (B: plain)', unit: '', goal: { atLeast: 0.98 } },
      of(readings.grid, 'painted'),
      of(readings.plain, 'painted'),
    ),
    measured(
      { name: 'g4', what: 'most elements while flung', unit: '', goal: { atMost: 600 } },
      of(flings.grid, 'mostElements'),
    ),
    compared(
      { name: 'g4', what: 'elements: large / small library', unit: '', goal: { atMost: 1.05 } },
      of(flings.grid, 'mostElements'),
      of(flings.small, 'mostElements'),
    ),
  ]
}

/** G3: jumps by the scrubber to random places, and to the end; each must show known images where it was sent. */
export async function measureReach(bench: Workbench): Promise<Finding[]> {
  const {
    browser,
    stand: { large },
  } = await rigOf(bench)
  const jumps = bench.full ? 1_000 : 50
  const findings: Finding[] = []
  for (const [columns, width] of Object.entries(WIDTHS)) {
    const sheet = await openSheet(browser, `${large.front.origin}/images`, { width, height: 800 })
    await awaitTiles(sheet)
    const track = await sheet.page.getByRole('slider', { name: 'Date' }).boundingBox()
    if (track === null) throw new Error('There is no date scrubber')
    let landed = 0
    for (let jump = 0; jump < jumps; jump += 1) {
      const share = ((jump * 0.618_034) % 1) * 0.98 + 0.01
      await sheet.page.mouse.click(track.x + track.width / 2, track.y + share * track.height)
      landed += (await arrives(sheet, share * large.images, large.images * 0.03)) ? 1 : 0
    }
    await sheet.page.getByRole('slider', { name: 'Date' }).focus()
    await sheet.page.keyboard.press('End')
    await arrives(sheet, large.images, large.images * 0.01)
    const { last } = await sheet.page.evaluate(readSight)
    await sheet.close()
    findings.push(
      measured(
        { name: 'g3', what: `last item reached, ${columns} columns, of all`, unit: '', goal: { atLeast: 1 } },
        [(last + 1) / large.images],
      ),
      measured(
        { name: 'g3', what: `of ${jumps} jumps landed, ${columns} columns`, unit: '', goal: { atLeast: 1 } },
        [landed / jumps],
      ),
    )
  }
  return findings
}

async function arrives({ page }: Sheet, offset: number, tolerance: number): Promise<boolean> {
  for (let wait = 0; wait < 40; wait += 1) {
    const { first, last, isKnown } = await page.evaluate(readSight)
    if (isKnown && first <= offset + tolerance && last >= offset - tolerance - 60) return true
    await page.waitForTimeout(50)
  }
  return false
}

/** G5: what stays in memory after many places were visited. */
export async function measureHeap(bench: Workbench): Promise<Finding[]> {
  const {
    browser,
    stand: { small, large },
  } = await rigOf(bench)
  const visits = bench.full ? 200 : 60
  const run = async ({ front }: Stand['small']) => {
    const sheet = await openSheet(browser, `${front.origin}/images`)
    await awaitTiles(sheet)
    for (let visit = 0; visit < visits; visit += 1) {
      await sheet.page.evaluate(
        ([selector, share]) => {
          const grid = document.querySelector(selector)
          if (grid) grid.scrollTop = share * grid.scrollHeight
        },
        [GRID, (visit * 0.618_034) % 1] as const,
      )
      await sheet.page.waitForTimeout(60)
    }
    await sheet.page.waitForTimeout(500)
    const used = await heapMb(sheet)
    await sheet.close()
    return used
  }
  const [inSmall, inLarge]: [number[], number[]] = [[], []]
  for (let repeat = 0; repeat < 3; repeat += 1) {
    inSmall.push(await run(small))
    inLarge.push(await run(large))
  }
  return [
    measured({ name: 'g5', what: 'heap, large minus small library', unit: 'MB', goal: { atMost: 8 } }, [
      median(inLarge) - median(inSmall),
    ]),
    measured(
      {
        name: 'g5',
        what: `heap after ${visits} places (B: small library)`,
        unit: 'MB',
        goal: { atMost: 40 },
      },
      inLarge,
      inSmall,
    ),
  ]
}

/** G6: from an address to the first picture. */
export async function measureFirstPicture(bench: Workbench): Promise<Finding[]> {
  const {
    browser,
    stand: { small, large },
  } = await rigOf(bench)
  const run = async (url: string) => {
    const sheet = await openSheet(browser, url)
    await sheet.page.waitForFunction(() =>
      [...document.images].some((picture) => picture.complete && picture.naturalWidth > 0),
    )
    await sheet.page.waitForTimeout(500)
    const paintMs = await sheet.page.evaluate(readPicturePaint)
    await sheet.close()
    return paintMs
  }
  const urls = [
    `${large.front.origin}/images`,
    `${large.front.origin}/rival/static.html`,
    `${small.front.origin}/images`,
  ]
  const found: number[][] = [[], [], []]
  for (const url of urls) await run(url)
  for (let repeat = 0; repeat < Math.max(7, bench.repeats); repeat += 1) {
    for (const [arm, url] of urls.entries()) found[arm]?.push(await run(url))
  }
  const [grid = [], plain = [], little = []] = found
  return [
    compared(
      { name: 'g6', what: 'first picture: grid / static page', unit: 'ms', goal: { atMost: 2.5 } },
      grid,
      plain,
    ),
    compared(
      { name: 'g6', what: 'first picture: large / small library', unit: 'ms', goal: { atMost: 1.2 } },
      grid,
      little,
    ),
  ]
}

/** G7: 30 clicks that select and 20 keys, somewhere in the library. */
export async function measureLatency(bench: Workbench): Promise<Finding[]> {
  const {
    browser,
    stand: { large },
  } = await rigOf(bench)
  const sheet = await openSheet(browser, `${large.front.origin}/images`)
  await awaitTiles(sheet)
  const { page } = sheet
  await page.getByRole('slider', { name: 'Date' }).press('PageDown')
  await page.waitForTimeout(500)
  await page.evaluate(watchLatency)
  const { first } = await page.evaluate(readSight)
  for (let click = 0; click < 30; click += 1) {
    await page.locator(`[data-index="${first + 6 + (click % 6)}"]`).click({ modifiers: ['Control'] })
  }
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press(press % 2 === 0 ? 'ArrowRight' : 'Space')
    await page.waitForTimeout(30)
  }
  await page.waitForTimeout(300)
  const latencies = (await page.evaluate(readLatency)).toSorted((a, b) => a - b)
  await sheet.close()
  return [
    measured(
      { name: 'g7', what: 'press to paint, p98 of 30 clicks and 20 keys', unit: 'ms', goal: { atMost: 100 } },
      [latencies.length === 0 ? 16 : quantile(latencies, 0.98)],
    ),
  ]
}
