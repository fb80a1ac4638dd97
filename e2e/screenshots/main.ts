import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts'
import { answers, freePort, startServer, temporaryFolder } from '../support/processes.ts'

/** `npm run screenshots`: the pictures of the documents, taken from the running desk with its sample library. */

const SAMPLES = 60
const target = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
const folder = await temporaryFolder()
const [port, servicePort] = [await freePort(), await freePort()]
const origin = `http://127.0.0.1:${port}`
const desk = await startServer(
  {
    script: 'server/main.ts',
    env: { PORT: String(port), IMAGES_SERVICE_PORT: String(servicePort), DATA_DIR: folder.path },
  },
  () => answers(`${origin}/healthz`),
)
// The samples are made while the desk answers already. Asked rarely, for the calls show in the status strip.
for (let stored = 0; stored < SAMPLES; ) {
  await delay(1_000)
  const stats = await (await fetch(`${origin}/api/stats`)).text()
  stored = Number(/"storedImages":(\d+)/.exec(stats)?.[1] ?? 0)
}
// Type and orientation are learnt image by image while nobody waits; nearly all is enough for a picture.
for (let measured = 0, tries = 0; measured < SAMPLES * 0.9 && tries < 60; tries += 1) {
  await delay(3_000)
  // Somebody looks: the samples came after the index was filled.
  await fetch(`${origin}/api/library/outline`, { headers: { 'sec-fetch-site': 'same-origin' } })
  const status = await fetch(`${origin}/api/library/status`, { headers: { 'sec-fetch-site': 'same-origin' } })
  measured = Number(/"measured":(\d+)/.exec(await status.text())?.[1] ?? 0)
}
const executablePath = findChromium()
const browser = await chromium.launch({
  args: CHROMIUM_FLAGS,
  ...(executablePath === undefined ? {} : { executablePath }),
})
try {
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme })
    for (const [name, path] of [
      ['images', '/images'],
      ['search', `/images?q=${encodeURIComponent('creator:design,marketing type:jpeg')}`],
      ['variant', '/variants/public'],
    ] as const) {
      await page.goto(origin + path)
      await page.locator('main img').first().waitFor()
      await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
      await page.waitForTimeout(1_500)
      await page.screenshot({ path: `${target}/${name}-${theme}.png` })
    }
    await page.close()
  }
} finally {
  await browser.close()
  await desk.stop()
  await folder.remove()
}
