import { test as base } from '@playwright/test'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { temporaryFolder } from './processes.ts'
import { type RunningDesk, type RunningImagesService, startDesk, startImagesService } from './topology.ts'

interface WorkerFixtures {
  /** A folder of this worker, removed at the end. */
  folder: string
  /** The local Images service in a process of its own: the truth behind the desk. */
  upstream: RunningImagesService
  /** Between desk and upstream; a plain proxy until a test says otherwise. */
  faults: FaultProxy
  desk: RunningDesk
}

/** Real processes, one set a worker: browser -> desk -> fault proxy -> Images service. */
export const test = base.extend<{ resetProxy: undefined }, WorkerFixtures>({
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const { path, remove } = await temporaryFolder()
      await use(path)
      await remove()
    },
    { scope: 'worker' },
  ],
  upstream: [
    async ({ folder }, use) => {
      const upstream = await startImagesService(`${folder}/upstream`, { API_QUOTA: '1000000' })
      await use(upstream)
      await upstream.process.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  faults: [
    async ({ upstream }, use) => {
      const proxy = await startFaultProxy(upstream.origin)
      await use(proxy)
      await proxy.close()
    },
    { scope: 'worker' },
  ],
  desk: [
    async ({ folder, upstream, faults }, use) => {
      const desk = await startDesk(
        { ...upstream, apiBaseUrl: `${faults.origin}/client/v4` },
        `${folder}/desk`,
        { API_QUOTA: '1000000', CLOUDFLARE_DELIVERY_ORIGIN: upstream.origin },
      )
      await use(desk)
      await desk.process.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ desk }, use) => use(desk.origin),
  resetProxy: [
    async ({ faults }, use) => {
      faults.setRules([])
      await use(undefined)
      faults.setRules([])
    },
    { auto: true },
  ],
})
