import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/**
 * Path of an installed Chromium, or `undefined` for Playwright's own.
 * `PLAYWRIGHT_CHROMIUM` first, then the usual names in the usual places and on the `PATH`.
 */
export function findChromium(): string | undefined {
  const chosen = process.env['PLAYWRIGHT_CHROMIUM']
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`PLAYWRIGHT_CHROMIUM names "${chosen}", which does not exist.`)
    return chosen
  }
  const folders = [...FOLDERS, ...(process.env['PATH'] ?? '').split(delimiter)]
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...APPLICATIONS,
  ]
  return candidates.find((path) => existsSync(path))
}

/** Flags that keep a test browser quiet: no look-ups of its own; root cannot use the sandbox. */
export const CHROMIUM_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
