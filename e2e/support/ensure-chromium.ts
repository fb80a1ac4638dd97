import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.ts'

/** Runs before the browser tests: finds a browser, else installs one, else says plainly what to do. */

const INSTALL_TIMEOUT_MS = 8 * 60_000

function run(command: string, ...args: string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', timeout: INSTALL_TIMEOUT_MS }).status === 0
}

function hasBrowser(): boolean {
  return findChromium() !== undefined || existsSync(chromium.executablePath())
}

if (!hasBrowser()) {
  console.log('No Chromium found; installing one for the browser tests.')
  run('playwright', 'install', 'chromium')
}
if (!hasBrowser() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  run('apt-get', 'update', '-qq')
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium')
}
if (!hasBrowser()) {
  console.error(
    [
      'The browser tests need Chromium, and it could not be installed. Do one of these, then run them again:',
      '  - install it with your system (for example: sudo apt-get install chromium),',
      '  - run: npx playwright install chromium,',
      '  - set PLAYWRIGHT_CHROMIUM to the path of a Chromium or Chrome you have.',
    ].join('\n'),
  )
  process.exit(1)
}
