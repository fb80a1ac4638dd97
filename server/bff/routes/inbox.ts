import { Router } from 'express'
import { INBOX_QUERY } from '#contract/guest.ts'
import { AcceptRequest, type Inbox } from '#contract/upload-links.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { type BffDeps, callContext, learnFrom, TRANSFER_DEADLINE_MS, whileWaiting } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { acceptImages } from '../upload-links/accept-images.ts'

const COUNT_DEADLINE_MS = 2_000

/** `/api/inbox`: what outsiders sent and nobody has accepted yet. What waits is a search of the library. */
export function inboxRoutes(deps: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const { view } = parseView(INBOX_QUERY)

  router.get('/', async (_req, res) => {
    const signal = AbortSignal.any([whileWaiting(res), AbortSignal.timeout(COUNT_DEADLINE_MS)])
    // Why it cannot be counted is the library's to log.
    const waiting = await deps.countView(view, signal).catch(() => null)
    res.json({ waiting } satisfies Inbox)
  })
  router.post('/accept', jsonBody, async (req, res) => {
    const { ids } = AcceptRequest.parse(req.body)
    const callClass = ids.length === 1 ? 'interactive' : 'bulk'
    const outcome = await acceptImages(
      ids,
      {
        images: deps.images,
        async onEdited(id, image) {
          learnFrom([image], deps)
          await deps.library.replaced(id, image)
        },
      },
      callContext(res, { callClass, deadlineMs: TRANSFER_DEADLINE_MS }),
    )
    res.json(outcome)
  })
  return router
}
