import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type BrowserContext, chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'

const START_WITHIN_MS = 30_000

export interface BrowserProcess {
  context: BrowserContext
  /** SIGKILL: nothing of it gets a chance to tidy up. */
  kill(): Promise<void>
}

/** A browser of its own with a profile that outlives it, so that it can be killed and started again. */
export async function startBrowser(profile: string): Promise<BrowserProcess> {
  const portFile = join(profile, 'DevToolsActivePort')
  const child = spawn(
    findChromium() ?? chromium.executablePath(),
    [
      ...CHROMIUM_FLAGS,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-default-browser-check',
      'about:blank',
    ],
    { stdio: 'ignore' },
  )
  const gone = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  try {
    const port = await portOf(portFile, () => child.exitCode === null)
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const [context] = browser.contexts()
    if (context === undefined) throw new Error('The browser has no window')
    return { context, kill }
  } catch (error) {
    await kill()
    throw error
  }
}

async function portOf(file: string, isRunning: () => boolean): Promise<string> {
  for (let waited = 0; waited < START_WITHIN_MS; waited += 50) {
    if (!isRunning()) throw new Error('The browser ended before it was ready')
    const [port = ''] = existsSync(file) ? (await readFile(file, 'utf8')).split('\n') : []
    if (port !== '') return port
    await delay(50)
  }
  throw new Error(`The browser was not ready within ${START_WITHIN_MS} ms`)
}
