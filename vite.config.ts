import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The address of the BFF during `npm run dev`; `server/scripts/dev.ts` starts both. */
const bff = 'http://127.0.0.1:8787'

/**
 * The grid is where nearly everybody begins: its code comes together with the entry instead of after it.
 */
const preloadFirstPage: Plugin = {
  name: 'preload-first-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const page = Object.values(bundle).find(
        (output) => output.type === 'chunk' && output.facadeModuleId?.endsWith('/pages/images-page.tsx'),
      )
      if (page?.type !== 'chunk') return []
      const files = [page.fileName, ...page.imports].filter((file) => !html.includes(file))
      return files.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      }))
    },
  },
}

export default defineConfig({
  root: 'web',
  cacheDir: '../node_modules/.cache/vite',
  plugins: [react(), tailwindcss(), preloadFirstPage],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0 },
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
})
