import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts'
import { answers, freePort, startServer, temporaryFolder } from '../support/processes.ts'
import { makeVariants, SCENES } from './scenes.ts'

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
await makeVariants(origin)
const executablePath = findChromium()
const browser = await chromium.launch({
  args: CHROMIUM_FLAGS,
  ...(executablePath === undefined ? {} : { executablePath }),
})
try {
  for (const theme of ['light', 'dark'] as const) {
    for (const [name, show] of Object.entries(SCENES)) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme })
      const page = await context.newPage()
      await show(page, { origin, folder: folder.path })
      await page.waitForFunction(() =>
        [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
      )
      // Previews and measurements of the delivery come a little later.
      await page.waitForTimeout(3_000)
      await page.screenshot({ path: `${target}/${name}-${theme}.png` })
      await context.close()
    }
  }
} finally {
  await browser.close()
  await desk.stop()
  await folder.remove()
}
