import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { build } from 'vite'
import * as z from 'zod'
import { readHeaders } from '../browser-headers.ts'
import type { RunningServer, Workbench } from '../workbench.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const Status = z.object({ complete: z.boolean(), images: z.number() })
const FILL_TIMEOUT_MS = 30 * 60_000

/** Two libraries of very different size, each behind its own desk, and the rivals' pages. */
export interface Stand {
  small: { front: RunningServer; images: number }
  large: { front: RunningServer; images: number }
}

export async function buildStand(bench: Workbench): Promise<Stand> {
  const folder = join(bench.folder, 'front')
  mkdirSync(join(folder, 'rival'), { recursive: true })
  await drawThumbnails(folder)
  await buildRivals(folder)
  const sizes = bench.full ? { small: 10_000, large: 1_000_000 } : { small: 2_000, large: 50_000 }
  const small = await standOf(bench, folder, 'small', sizes.small)
  const large = await standOf(bench, folder, 'large', sizes.large)
  return { small, large }
}

async function standOf(bench: Workbench, folder: string, name: string, images: number) {
  const library = `grid-library-${name}`
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(images)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(bench.folder, library) },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 30 * 60_000,
  })
  const upstream = await bench.imagesService(library)
  const desk = await bench.desk(`grid-desk-${name}`, upstream)
  await awaitIndex(desk.origin, images)
  const front = await bench.server('front-server.ts', {
    BENCH_UPSTREAM: desk.origin,
    BENCH_FOLDER: folder,
  })
  return { front, images }
}

/** The desk fills its index by itself; somebody has to look. */
async function awaitIndex(origin: string, images: number): Promise<void> {
  const deadline = Date.now() + FILL_TIMEOUT_MS
  for (;;) {
    await fetch(`${origin}/api/library/outline`, { headers: readHeaders })
    const response = await fetch(`${origin}/api/library/status`, { headers: readHeaders })
    const status = Status.parse(await response.json())
    if (status.complete && status.images === images) return
    if (Date.now() > deadline) throw new Error(`The index holds ${status.images} of ${images} images`)
    await delay(1_000)
  }
}

async function drawThumbnails(folder: string): Promise<void> {
  for (let at = 0; at < 24; at += 1) {
    const background = `hsl(${at * 15}, 40%, 50%)`
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="320"><rect width="400" height="320" fill="${background}"/><circle cx="${100 + at * 8}" cy="150" r="70" fill="white"/></svg>`
    await sharp(Buffer.from(svg))
      .webp({ quality: 75 })
      .toFile(join(folder, `thumbnail-${at}.webp`))
  }
}

async function buildRivals(folder: string): Promise<void> {
  await build({
    root: `${root}e2e/bench/plain-grid`,
    base: '/rival/',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, 'rival'),
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'plain.js', chunkFileNames: '[name].js' } },
    },
  })
  writeFileSync(
    join(folder, 'rival', 'blank.html'),
    '<!doctype html><title>Blank</title><body style="margin:0"><div data-scroller style="height:100vh;overflow:auto"><div style="height:30000000px"></div></div>',
  )
  const pictures = Array.from(
    { length: 24 },
    (_, at) => `<img src="/api/thumbnails/320/static-${at}" width="180" height="135" alt="">`,
  )
  writeFileSync(
    join(folder, 'rival', 'static.html'),
    `<!doctype html><title>Static</title>${pictures.join('')}`,
  )
}
