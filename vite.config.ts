import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { BuildOptions, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

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

export default defineConfig(({ mode }) => ({
  root: 'web',
  cacheDir: '../node_modules/.cache/vite',
  // Modules, so that a worker can load a decoder when it needs one.
  worker: { format: 'es' },
  plugins: [react(), tailwindcss(), guestPage],
  build: mode === 'guest' ? guestBuild : appBuild,
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy: { '/api': { target: bff } } },
  test: {
    projects: [
      {
        test: {
          name: 'server',
          root: folder('server'),
          environment: 'node',
          include: ['**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'web',
          root: folder('web'),
          environment: 'node',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          testTimeout: 30_000,
        },
      },
    ],
  },
}))
