import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startFetchingImagesService } from './fetching-images-service.ts'
import { drawPhoto } from './pictures.ts'
import { temporaryFolder } from './processes.ts'
import { type RunningDesk, startDesk, type Upstream } from './topology.ts'

export interface Stand {
  folder: string
  upstream: Upstream
  desk: RunningDesk
  /** Another web site, with pictures: `/frog.jpg`, `/page`. */
  site: string
}

/** browser -> desk -> an Images service that may fetch from loopback -> another site on loopback. */
export const test = base.extend<object, { stand: Stand }>({
  stand: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const { path: folder, remove } = await temporaryFolder()
      const upstream = await startFetchingImagesService(join(folder, 'upstream'))
      const picture = readFileSync(await drawPhoto(folder, 'frog.jpg'))
      const site = await startSite(picture)
      const desk = await startDesk(upstream, join(folder, 'desk'), { API_QUOTA: '1000000' })
      await use({ folder, upstream, desk, site: originOf(site) })
      await desk.process.stop()
      site.closeAllConnections()
      site.close()
      await upstream.process.stop()
      await remove()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ stand }, use) => use(stand.desk.origin),
})

async function startSite(picture: Buffer): Promise<Server> {
  const site = createServer((req, res) => {
    if (req.url?.startsWith('/missing')) res.writeHead(404).end()
    else if (req.url?.startsWith('/page')) {
      res
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<a href="/elsewhere"><img src="/frog.jpg?from=page&amp;n=1" width="300" height="200"></a>')
    } else res.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  return site
}

function originOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was assigned')
  return `http://127.0.0.1:${address.port}`
}
