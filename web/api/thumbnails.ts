import { readProblem } from './api-error.ts'

/** What became of a thumbnail that failed. `reason` is in the BFF's words; `null` when it does not say. */
export interface ThumbnailFate {
  /** `lost`: nobody answered, or not now; trying again later can help. `answered`: it is there now. */
  kind: 'broken' | 'lost' | 'answered'
  reason: string | null
}

const TIMEOUT_MS = 10_000
const TOO_MANY_REQUESTS = 429

/** Asks once more for a thumbnail that failed. Never throws. */
export async function explainThumbnail(path: string): Promise<ThumbnailFate> {
  let isAnswer = false
  try {
    // What is drawn by the delivery host itself cannot be asked for from here.
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' })
    if (response.type === 'opaqueredirect') return { kind: 'broken', reason: null }
    if (response.ok) return { kind: 'answered', reason: null }
    isAnswer = response.status < 500 && response.status !== TOO_MANY_REQUESTS
    const reason = readProblem(await response.json())?.message ?? null
    return { kind: isAnswer ? 'broken' : 'lost', reason }
  } catch {
    return { kind: isAnswer ? 'broken' : 'lost', reason: null }
  }
}
