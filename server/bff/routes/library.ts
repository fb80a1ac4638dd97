import { type Response, Router } from 'express'
import {
  LibraryDuplicatesQuery,
  LibraryFacetsQuery,
  LibraryFoldersQuery,
  LibraryKnownIdsRequest,
  LibraryOutlineQuery,
  LibraryPlaceQuery,
  LibrarySuggestionsQuery,
  LibraryTwinsRequest,
  LibraryWindowQuery,
  RefreshLibraryRequest,
} from '#contract/library-queries.ts'
import { type BffDeps, whileWaiting } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'

/** `/api/library`: the whole library by offset, from the index. Every answer says how far to trust it. */
export function libraryRoutes({ library, deliveryOrigins, refreshLibrary }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  router.get('/window', async (req, res) => {
    library.looked()
    const { head, items, origins } = await library.window({
      ...LibraryWindowQuery.parse(req.query),
      signal: whileWaiting(res),
    })
    deliveryOrigins.add(origins)
    send(res, withArray(head, 'items', [items]))
  })

  router.get('/outline', async (req, res) => {
    library.looked()
    res.json(await library.outline({ ...LibraryOutlineQuery.parse(req.query), signal: whileWaiting(res) }))
  })

  router.get('/place', async (req, res) => {
    res.json(await library.place({ ...LibraryPlaceQuery.parse(req.query), signal: whileWaiting(res) }))
  })

  router.get('/facets', async (req, res) => {
    res.json(await library.facets(LibraryFacetsQuery.parse(req.query).view, whileWaiting(res)))
  })

  router.get('/folders', async (req, res) => {
    res.json(await library.folders(LibraryFoldersQuery.parse(req.query).parent, whileWaiting(res)))
  })

  router.get('/suggestions', async (req, res) => {
    const { field, prefix } = LibrarySuggestionsQuery.parse(req.query)
    res.json(await library.suggestions(field, prefix, whileWaiting(res)))
  })

  router.get('/duplicates', async (req, res) => {
    const { head, groups, origins } = await library.duplicates({
      ...LibraryDuplicatesQuery.parse(req.query),
      signal: whileWaiting(res),
    })
    deliveryOrigins.add(origins)
    const parts = groups.map(({ items, ...group }) => withArray(group, 'items', [items]))
    send(res, withArray(head, 'groups', parts))
  })

  // A question with a body: two hundred hashes are too much for an address.
  router.post('/twins', jsonBody, async (req, res) => {
    res.json(await library.twins(LibraryTwinsRequest.parse(req.body).files, whileWaiting(res)))
  })

  router.get('/status', (_req, res) => {
    res.json(library.status())
  })

  // A question with a body: hundreds of ids are too much for an address.
  router.post('/known-ids', jsonBody, async (req, res) => {
    res.json(await library.knownIds(LibraryKnownIdsRequest.parse(req.body).ids))
  })

  // Accepted: the status says how far it is.
  router.post('/refresh', jsonBody, (req, res) => {
    RefreshLibraryRequest.parse(req.body)
    refreshLibrary()
    res.status(202).json(library.status())
  })

  return router
}

/** `head` with one more field: an array whose elements were written as JSON where they were read. */
function withArray(head: object, name: string, elements: readonly Uint8Array[]): Buffer {
  const start = JSON.stringify(head).slice(0, -1)
  const separated = elements.flatMap((element, at) => (at === 0 ? [element] : [COMMA, element]))
  return Buffer.concat([Buffer.from(`${start},"${name}":[`), ...separated, Buffer.from(']}')])
}

const COMMA = Buffer.from(',')

function send(res: Response, json: Buffer): void {
  res.type('json').end(json)
}
