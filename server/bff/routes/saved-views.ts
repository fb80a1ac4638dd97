import { Router } from 'express'
import type { SavedView } from '#contract/library.ts'
import {
  CreateSavedViewRequest,
  EditSavedViewRequest,
  SAVED_VIEW_LIMITS,
  SavedViewId,
} from '#contract/saved-views.ts'
import { parseSort, parseView } from '#contract/views/parse-view.ts'
import type { StoredView } from '../../store/saved-views.ts'
import type { BffDeps } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { present } from '../without-undefined.ts'

/** A count nobody waits longer for: the list of views is worth more than its numbers. */
const COUNT_DEADLINE_MS = 2_000

/** `/api/saved-views`: shared by the team, by name. */
export function savedViewRoutes({ savedViews, countView }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })

  async function counted(stored: StoredView): Promise<SavedView> {
    const { view } = parseView(stored.query, parseSort(stored.sort) ?? undefined)
    return { ...stored, count: await inTime((signal) => countView(view, signal)) }
  }

  router.get('/', async (_req, res) => {
    res.json({ views: await Promise.all(savedViews.list().map(counted)) })
  })
  router.post('/', jsonBody, async (req, res) => {
    const saved = savedViews.create(CreateSavedViewRequest.parse(req.body))
    if (saved === 'name_taken') throw nameTaken()
    if (saved === 'full') {
      throw new ProblemError(
        'refused',
        `There are ${SAVED_VIEW_LIMITS.views} saved views already. Delete one first.`,
      )
    }
    res.status(201).json(await counted(saved))
  })
  router.patch('/:id', jsonBody, async (req, res) => {
    const change = EditSavedViewRequest.parse(req.body)
    const saved = savedViews.edit(idOf(req.params), present(change))
    if (saved === 'name_taken') throw nameTaken()
    if (saved === 'not_found') throw gone()
    res.json(await counted(saved))
  })
  router.delete('/:id', (req, res) => {
    if (!savedViews.delete(idOf(req.params))) throw gone()
    res.status(204).end()
  })
  return router
}

function idOf(params: { id?: string | string[] }): string {
  return SavedViewId.parse(params.id)
}

function nameTaken(): ProblemError {
  const message = 'There is a saved view of this name already.'
  return new ProblemError('conflict', message, { name: message })
}

function gone(): ProblemError {
  return new ProblemError('not_found', 'This saved view is gone. Somebody may have deleted it.')
}

/** What cannot be counted in time has no number, and nobody goes on counting; why is the library's to log. */
async function inTime(count: (signal: AbortSignal) => Promise<number | null>): Promise<number | null> {
  const tooLong = new AbortController()
  const late = new Promise<null>((resolve) => {
    tooLong.signal.addEventListener('abort', () => resolve(null))
  })
  const timer = setTimeout(() => tooLong.abort(), COUNT_DEADLINE_MS)
  try {
    return await Promise.race([count(tooLong.signal), late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
