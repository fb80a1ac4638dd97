import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { BuildOptions, Plugin } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The address of the BFF during `npm run dev`; `server/scripts/dev.ts` starts both. */
const bff = 'http://127.0.0.1:8787'

/** In development `/u/<token>` is the page for outsiders, as the BFF has it. */
const guestPage: Plugin = {
  name: 'guest-page',
  configureServer(server) {
    server.middlewares.use((req, _res, next) => {
      if (req.url?.startsWith('/u/')) req.url = '/guest/index.html'
      next()
    })
  },
}

const appBuild: BuildOptions = {
  outDir: 'dist',
  emptyOutDir: true,
  sourcemap: false,
  assetsInlineLimit: 0,
  // A browser has six connections: what the first page needs comes in a few files, not in thirty small ones.
  rolldownOptions: {
    output: {
      chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
      codeSplitting: {
        groups: [
          { name: 'first', tags: ['$initial'], entriesAware: true, entriesAwareMergeThreshold: 20_000 },
        ],
      },
    },
  },
}

/** `--mode guest`: the page for outsiders, in the same folder, after the app. They share no file. */
const guestBuild: BuildOptions = {
  ...appBuild,
  emptyOutDir: false,
  copyPublicDir: false,
  assetsDir: 'guest/assets',
  rolldownOptions: { input: folder('web/guest/index.html') },
}

/** They measure how long something takes: nothing else runs beside them. */
const TIMED = [
  '**/images-service/bombs.test.ts',
  '**/images-service/delivery/event-loop.test.ts',
  '**/bff/desk-server.test.ts',
  '**/library/index/newest-of-many.test.ts',
  '**/contract/views/view-language.test.ts',
  '**/images/geometry/grid-geometry.test.ts',
  '**/uploads/queue/many-files.test.ts',
  '**/uploads/batch/batch-files.test.ts',
]

const shared = { environment: 'node', testTimeout: 30_000, exclude: [...configDefaults.exclude, ...TIMED] }

export default defineConfig(({ mode }) => ({
  root: 'web',
  cacheDir: '../node_modules/.cache/vite',
  // Modules, so that a worker can load a decoder when it needs one.
  worker: { format: 'es' },
  plugins: [react(), tailwindcss(), guestPage],
  build: mode === 'guest' ? guestBuild : appBuild,
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy: { '/api': { target: bff } } },
  test: {
    // Many tests wait for processes and timers rather than for a core.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { ...shared, name: 'server', root: folder('server'), include: ['**/*.test.ts'] } },
      { test: { ...shared, name: 'web', root: folder('web'), include: ['**/*.test.{ts,tsx}'] } },
      {
        test: {
          ...shared,
          name: 'timed',
          root: folder('.'),
          include: TIMED,
          exclude: configDefaults.exclude,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}))
