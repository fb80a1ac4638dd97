import type { Pass } from './sync-store.ts'
import { WALKERS } from './sync-store.ts'
import { type Places, type SyncIo, walk } from './walk.ts'

/**
 * Carries a pass to its end from wherever it is, both walkers at once.
 * @returns how many images it took out of the index; `null` when both walkers kept going in circles
 * @throws the signal's reason; what the store failed with
 */
export async function runPass(
  io: SyncIo,
  pass: Pass,
  places: Places,
  signal: AbortSignal,
): Promise<{ removed: number } | null> {
  const broken = new AbortController()
  const both = AbortSignal.any([signal, broken.signal])
  places.walkers = pass.walkers
  const walks = WALKERS.map(async (name) => {
    try {
      return await walk(io, { generation: pass.generation, name, places }, both)
    } catch (error) {
      // One alone cannot end the pass when the store is broken.
      broken.abort(error)
      throw error
    }
  })
  const ended = await Promise.allSettled(walks)
  signal.throwIfAborted()
  if (broken.signal.aborted) throw broken.signal.reason
  if (!ended.some((walked) => walked.status === 'fulfilled' && walked.value)) return null
  return io.store.finish(pass.generation)
}
