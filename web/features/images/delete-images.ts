import { ApiError } from '../../api/api-error.ts'

export interface DeleteFailure {
  id: string
  /** `null`: not tried, because the one before failed for a reason they all share. */
  error: unknown
}

export interface DeleteOutcome {
  deletedIds: Set<string>
  failures: DeleteFailure[]
}

interface DeleteOptions<Id extends string> {
  deleteOne: (id: Id) => Promise<void>
  onProgress: (done: number) => void
  /** Asked before each; false leaves the rest alone. */
  mayGoOn: () => boolean
}

/** Kinds that the next image would meet just the same. */
const SHARED: ReadonlySet<string> = new Set([
  'offline',
  'rate_limited',
  'upstream_credentials',
  'upstream_permission',
  'upstream_not_enabled',
  'upstream_unavailable',
])

/**
 * Deletes one after the other; what is already gone counts as deleted. Never throws: each failure is in the outcome
 * with its reason, and after a failure that all share the rest is not tried.
 */
export async function deleteImages<Id extends string>(
  ids: readonly Id[],
  { deleteOne, onProgress, mayGoOn }: DeleteOptions<Id>,
): Promise<DeleteOutcome> {
  const outcome: DeleteOutcome = { deletedIds: new Set(), failures: [] }
  let isHopeless = false
  for (const [index, id] of ids.entries()) {
    if (isHopeless || !mayGoOn()) {
      outcome.failures.push({ id, error: null })
      continue
    }
    try {
      await deleteOne(id)
      outcome.deletedIds.add(id)
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'not_found') outcome.deletedIds.add(id)
      else outcome.failures.push({ id, error })
      isHopeless = error instanceof ApiError && SHARED.has(error.kind)
    }
    onProgress(index + 1)
  }
  return outcome
}
