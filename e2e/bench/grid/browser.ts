import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../../support/chromium.ts'
import { quantile } from '../statistics.ts'
import { startProbe, stopProbe } from './probes.ts'

export const VIEWPORT = { width: 1280, height: 800 }

export interface Sheet {
  page: Page
  cdp: CDPSession
  close(): Promise<void>
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions())
}

/**
 * A window with a profile in `folder`, as people have one. Other contexts are private windows: what a page stores there
 * is held in the memory of another process, and goes to it message by message.
 */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...launchOptions(), viewport: VIEWPORT })
}

function launchOptions() {
  const executablePath = findChromium()
  return { args: CHROMIUM_FLAGS, ...(executablePath === undefined ? {} : { executablePath }) }
}

/** A page in a context of its own: nothing is kept from the arm before. */
export async function openSheet(browser: Browser, url: string, viewport = VIEWPORT): Promise<Sheet> {
  const context = await browser.newContext({ viewport })
  return { ...(await openTab(context, url)), close: () => context.close() }
}

/** A page that shares everything that is kept with those opened before it. */
export async function openTab(context: BrowserContext, url: string): Promise<Sheet> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await page.goto(url)
  return { page, cdp, close: () => page.close() }
}

/** Until tiles with a picture are there. */
export async function awaitTiles({ page }: Sheet): Promise<void> {
  await page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-index] img')]
    return pictures.length > 0 && pictures.every((picture) => picture.complete)
  })
}

export interface ScrollFindings {
  framesPerSecond: number
  /** 95th percentile. */
  gapMs: number
  /** Share of tiles in sight that showed their picture, over the whole gesture. */
  painted: number
  mostElements: number
}

/** A wheel gesture as a hand makes it, in the browser's own input path; `scroller` is a CSS selector. */
export async function scrollSheet(
  { page, cdp }: Sheet,
  scroller: string,
  { speed, distancePx }: { speed: number; distancePx: number },
): Promise<ScrollFindings> {
  await page.evaluate(startProbe, scroller)
  await cdp.send('Input.synthesizeScrollGesture', {
    x: 700,
    y: 450,
    yDistance: -distancePx,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  const { gapsMs, painted, mostElements } = await page.evaluate(stopProbe)
  const sorted = gapsMs.toSorted((a, b) => a - b)
  const totalMs = gapsMs.reduce((sum, gap) => sum + gap, 0)
  return {
    framesPerSecond: (gapsMs.length / totalMs) * 1000,
    gapMs: quantile(sorted, 0.95),
    painted,
    mostElements,
  }
}

/** Of JavaScript, after everything that can go is gone; MB. */
export async function heapMb({ cdp }: Sheet): Promise<number> {
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6
}
