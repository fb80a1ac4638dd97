import { readProblem } from './api-error.ts'

/** Why a thumbnail could not be drawn, in the BFF's words; `null` when it does not say. Never throws. */
export async function explainThumbnail(path: string): Promise<string | null> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(10_000) })
    return response.ok ? null : (readProblem(await response.json())?.message ?? null)
  } catch {
    return null
  }
}
