import { type Response, Router } from 'express'
import { LibraryOutlineQuery, LibraryPlaceQuery, LibraryWindowQuery } from '#contract/library-queries.ts'
import type { BffDeps } from '../deps.ts'

/** `/api/library`: the whole library by offset, from the index. Every answer says how far to trust it. */
export function libraryRoutes({ library, deliveryOrigins }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  router.get('/window', async (req, res) => {
    library.looked()
    const { head, items, origins } = await library.window(LibraryWindowQuery.parse(req.query))
    deliveryOrigins.add(origins)
    sendWithItems(res, head, items)
  })

  router.get('/outline', async (req, res) => {
    library.looked()
    res.json(await library.outline(LibraryOutlineQuery.parse(req.query)))
  })

  router.get('/place', async (req, res) => {
    res.json(await library.place(LibraryPlaceQuery.parse(req.query)))
  })

  router.get('/status', (_req, res) => {
    res.json(library.status())
  })

  return router
}

/** `head` with its items, which were written as JSON where they were read. */
function sendWithItems(res: Response, head: object, items: Uint8Array): void {
  const start = JSON.stringify(head).slice(0, -1)
  res.type('json').end(Buffer.concat([Buffer.from(`${start},"items":`), items, Buffer.from('}')]))
}
