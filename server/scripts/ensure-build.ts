import { existsSync, globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Runs before `npm start`: builds the app when it is missing or older than what it is made from. */

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Built last. */
const builtPage = `${root}web/dist/guest/index.html`
const SOURCES = [
  'web/**/*.{ts,tsx,css,html,js,svg}',
  'server/contract/*.ts',
  'vite.config.ts',
  'package-lock.json',
]

function newestSource(): number {
  const files = globSync(SOURCES, { cwd: root, exclude: ['web/dist/**', 'web/node_modules/**'] })
  return Math.max(...files.map((file) => statSync(root + file).mtimeMs))
}

if (!existsSync(builtPage) || statSync(builtPage).mtimeMs < newestSource()) {
  console.log('Building the app')
  for (const mode of ['production', 'guest']) {
    await build({ root: `${root}web`, configFile: `${root}vite.config.ts`, logLevel: 'warn', mode })
  }
}
