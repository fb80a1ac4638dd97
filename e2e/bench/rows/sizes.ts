import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type InlineConfig } from 'vite'
import * as z from 'zod'
import { compared, type Finding, measured } from '../finding.ts'
import type { Workbench } from '../workbench.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), imports: z.array(z.string()).optional() }),
)

/** G8: what a browser loads before the grid stands, against React alone; gzip as a server sends it at its best. */
export async function measureSizes(bench: Workbench): Promise<Finding[]> {
  const app = join(bench.folder, 'app')
  const floor = join(bench.folder, 'floor')
  await buildInto(app, { root: `${root}web`, configFile: `${root}vite.config.ts` })
  await buildInto(floor, { root: `${root}e2e/bench/react-floor`, configFile: false })
  const floorKb = initialKb(floor)
  const appKb = initialKb(app)
  const name = 'g8'
  const unit = 'KB gzip'
  return [
    compared(
      { name, what: 'initial route, JS: app / React alone', unit, goal: { atMost: 3 } },
      [appKb],
      [floorKb],
    ),
    measured({ name, what: 'initial route, JS', unit, goal: { atMost: 200 } }, [appKb]),
    measured({ name, what: 'whole app, JS', unit, goal: { atMost: 400 } }, [allKb(app, '.js')]),
    measured({ name, what: 'whole app, CSS', unit, goal: { atMost: 15 } }, [allKb(app, '.css')]),
  ]
}

async function buildInto(outDir: string, config: InlineConfig): Promise<void> {
  await build({
    ...config,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, manifest: true, sourcemap: false },
  })
}

/** The entry, which the first page is part of, and all it imports statically. */
function initialKb(folder: string): number {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')))
  const todo = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const seen = new Set<string>()
  for (let key = todo.pop(); key !== undefined; key = todo.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    todo.push(...(manifest[key]?.imports ?? []))
  }
  return [...seen].reduce((sum, key) => sum + gzipKb(join(folder, manifest[key]?.file ?? '')), 0)
}

function allKb(folder: string, ending: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + gzipKb(join(folder, name)), 0)
}

function gzipKb(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1000
}
