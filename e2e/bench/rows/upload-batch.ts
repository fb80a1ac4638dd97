import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { endpoints, REQUEST_HEADER } from '#contract/endpoints.ts'
import type { RunningDesk } from '../../support/topology.ts'
import { chooseFiles } from '../../support/upload-files.ts'
import { writeHeaders } from '../browser-headers.ts'
import { compared, type Finding, notMeasured } from '../finding.ts'
import { launchProfile, openTab } from '../grid/browser.ts'
import { noiseJpeg } from '../pictures.ts'
import { writeBatch } from '../uploads/batch-files.ts'
import { addFileInput, sendBare } from '../uploads/probes.ts'
import type { Workbench } from '../workbench.ts'

/** About 200 KB. */
const PICTURE = { width: 570, height: 428, sigma: 60, quality: 93 }
/** Where a bare loop stops getting faster (docs/performance.md). */
const BARE_LANES = 4
const CURL_LANES = 6
const PATIENCE_MS = 10 * 60_000

/** G13: a batch dropped in the app, beside a bare loop in the same browser and beside curl, all through the same desk. */
export async function measureUploadBatch(bench: Workbench): Promise<Finding[]> {
  const files = bench.full ? 1_000 : 400
  const picture = await noiseJpeg(bench, 'batch.jpg', PICTURE)
  const upstream = await bench.imagesService('batch-library')
  const desk = await bench.desk('batch-desk', upstream)
  const browser = bench.keepBrowser(await launchProfile(join(bench.folder, 'batch-profile')))
  const batch = () => writeBatch(bench.folder, 'batch', picture, files)
  const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0
  const found = { app: [] as number[], bare: [] as number[], curl: [] as number[] }
  await sendByApp(browser, desk, batch())
  for (let repeat = 0; repeat < bench.repeats; repeat += 1) {
    found.app.push(files / (await sendByApp(browser, desk, batch())))
    found.bare.push(files / (await sendByLoop(browser, desk, batch())))
    if (hasCurl) found.curl.push(files / sendByCurl(bench.folder, desk, batch()))
  }
  await bench.stop(desk, upstream)
  const what = `${files} files of 200 KB: app`
  return [
    compared(
      { name: 'g13', what: `${what} / bare XHR loop`, unit: 'files/s', goal: { atLeast: 0.8 } },
      found.app,
      found.bare,
    ),
    hasCurl
      ? compared(
          { name: 'g13', what: `${what} / curl --parallel`, unit: 'files/s', goal: { atLeast: 0.25 } },
          found.app,
          found.curl,
        )
      : notMeasured('g13', `${what} / curl --parallel`, 'ratio >= 0.25', 'curl is not installed'),
  ]
}

/** From the choice of the files to the summary. @returns seconds */
async function sendByApp(browser: BrowserContext, desk: RunningDesk, paths: string[]): Promise<number> {
  const { page, close } = await openTab(browser, `${desk.origin}/images`)
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  await page.evaluate(() => {
    document.addEventListener('change', () => performance.mark('chosen'), { capture: true, once: true })
  })
  await chooseFiles(page, paths)
  const done = new RegExp(`\\b${paths.length.toLocaleString('en')} uploaded`)
  await page.getByText(done).first().waitFor({ timeout: PATIENCE_MS })
  const seconds = await page.evaluate(
    () => (performance.now() - (performance.getEntriesByName('chosen')[0]?.startTime ?? Number.NaN)) / 1000,
  )
  await close()
  return seconds
}

async function sendByLoop(browser: BrowserContext, desk: RunningDesk, paths: string[]): Promise<number> {
  const { page, close } = await openTab(browser, `${desk.origin}/healthz`)
  await page.evaluate(addFileInput)
  await page.setInputFiles('#bench-files', paths)
  page.setDefaultTimeout(PATIENCE_MS)
  const seconds = await page.evaluate(sendBare, {
    url: endpoints.images,
    lanes: BARE_LANES,
    header: REQUEST_HEADER,
  })
  await close()
  return seconds
}

function sendByCurl(folder: string, desk: RunningDesk, paths: string[]): number {
  const headers = Object.entries(writeHeaders(desk.origin)).map(
    ([name, value]) => `header = "${name}: ${value}"`,
  )
  const requests = paths.map((path) =>
    [
      `url = "${desk.origin}${endpoints.images}"`,
      ...headers,
      `form = "file=@${path}"`,
      'output = "/dev/null"',
    ].join('\n'),
  )
  const config = join(folder, 'curl.config')
  writeFileSync(config, requests.join('\nnext\n'))
  const began = performance.now()
  execFileSync(
    'curl',
    ['--no-progress-meter', '--fail', '--parallel', '--parallel-max', String(CURL_LANES), '--config', config],
    { timeout: PATIENCE_MS, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  return (performance.now() - began) / 1000
}
