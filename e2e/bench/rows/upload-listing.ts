import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import type { RunningDesk } from '../../support/topology.ts'
import { chooseFiles } from '../../support/upload-files.ts'
import { compared, type Finding, measured } from '../finding.ts'
import { launchBrowser, openSheet } from '../grid/browser.ts'
import { noiseJpeg } from '../pictures.ts'
import { writeBatch } from '../uploads/batch-files.ts'
import { readListing, watchListing } from '../uploads/probes.ts'
import type { Workbench } from '../workbench.ts'

const SMALL_PICTURE = { width: 64, height: 48, sigma: 60, quality: 80 }
/** Tasks that the list causes come after it too. */
const AFTERWARDS_MS = 3_000
const MANY = 10_000

interface Listing {
  listedMs: number
  longestTaskMs: number
}

/** G14: until a thousand chosen files are listed, and the longest task meanwhile, beside Uppy's Dashboard; then ten thousand. */
export async function measureUploadListing(bench: Workbench): Promise<Finding[]> {
  const picture = await noiseJpeg(bench, 'small.jpg', SMALL_PICTURE)
  const paths = writeBatch(bench.folder, 'listing', picture, 1_000)
  const rival = await buildUppy(bench.folder)
  const upstream = await bench.imagesService('listing-library')
  const desk = await bench.desk('listing-desk', upstream)
  const browser = bench.keepBrowser(await launchBrowser())
  const ours: Listing[] = []
  const theirs: Listing[] = []
  await listInApp(browser, desk, paths)
  await listInUppy(browser, rival, paths)
  for (let repeat = 0; repeat < bench.repeats; repeat += 1) {
    ours.push(await listInApp(browser, desk, writeBatch(bench.folder, 'listing', picture, 1_000)))
    theirs.push(await listInUppy(browser, rival, paths))
  }
  const many: Listing[] = []
  for (let repeat = 0; repeat < (bench.full ? bench.repeats : 1); repeat += 1) {
    many.push(await listInApp(browser, desk, writeBatch(bench.folder, 'many', picture, MANY)))
  }
  await bench.stop(desk, upstream)
  const of = (runs: Listing[], key: keyof Listing) => runs.map((run) => run[key])
  const name = 'g14'
  return [
    compared(
      { name, what: "1,000 files, until listed: app / Uppy's Dashboard", unit: 'ms', goal: { atMost: 0.5 } },
      of(ours, 'listedMs'),
      of(theirs, 'listedMs'),
    ),
    measured(
      { name, what: '1,000 files, longest task (B: Uppy)', unit: 'ms', goal: { atMost: 200 } },
      of(ours, 'longestTaskMs'),
      of(theirs, 'longestTaskMs'),
    ),
    measured(
      { name, what: '10,000 files, until listed', unit: 'ms', goal: { atMost: 1_000 } },
      of(many, 'listedMs'),
    ),
    measured(
      { name, what: '10,000 files, longest task', unit: 'ms', goal: { atMost: 200 } },
      of(many, 'longestTaskMs'),
    ),
  ]
}

async function listInApp(browser: Browser, desk: RunningDesk, paths: string[]): Promise<Listing> {
  const { page, close } = await openSheet(browser, `${desk.origin}/images`)
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  const files = paths.length
  await page.evaluate(watchListing, { rows: `[aria-setsize="${files}"]`, text: '', files })
  await chooseFiles(page, paths)
  const found = await listingOf(page)
  await close()
  return found
}

async function listInUppy(
  browser: Browser,
  rival: { script: string; style: string },
  paths: string[],
): Promise<Listing> {
  const { page, close } = await openSheet(browser, 'about:blank')
  await page.addStyleTag({ content: rival.style })
  await page.addScriptTag({ content: rival.script })
  const files = paths.length
  await page.evaluate(watchListing, {
    rows: '.uppy-Dashboard-Item',
    text: `${files} files selected`,
    files,
  })
  await page.setInputFiles('input.uppy-Dashboard-input >> nth=0', paths)
  const found = await listingOf(page)
  await close()
  return found
}

async function listingOf(page: Page): Promise<Listing> {
  await page.waitForFunction(() => typeof window.benchListing?.listedMs === 'number', null, {
    timeout: 120_000,
  })
  await page.waitForTimeout(AFTERWARDS_MS)
  const { listedMs, longestTaskMs } = await page.evaluate(readListing)
  return { listedMs: listedMs ?? Number.NaN, longestTaskMs }
}

/** One script and one style sheet, for an empty page. */
async function buildUppy(folder: string): Promise<{ script: string; style: string }> {
  const root = fileURLToPath(new URL('../uppy-dashboard', import.meta.url))
  const outDir = join(folder, 'uppy')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      lib: { entry: join(root, 'main.ts'), formats: ['iife'], name: 'benchUppy', fileName: () => 'uppy.js' },
    },
  })
  const style = (name: string) =>
    readFileSync(new URL(`../../../node_modules/@uppy/${name}/dist/style.min.css`, import.meta.url), 'utf8')
  return { script: readFileSync(join(outDir, 'uppy.js'), 'utf8'), style: style('core') + style('dashboard') }
}
