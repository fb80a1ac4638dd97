import type { BatchDefaults } from '#contract/upload-presets.ts'
import type { CheckResult, FileFacts, Need, Repair, UploadRequest } from '../upload-item.ts'
import type { BatchTwins } from './batch-twins.ts'
import { judgeFile } from './judge-file.ts'
import type { LookLine } from './look-line.ts'
import type { TwinFinder } from './twin-finder.ts'
import { outcomeOf, type WorkerAnswer, type WorkerTask } from './worker-calls.ts'
import type { WorkerPool } from './worker-pool.ts'

export type PreflightWorkers = Pick<WorkerPool<WorkerTask, WorkerAnswer>, 'run'>

interface PreflightOptions {
  workers: PreflightWorkers
  batchTwins: BatchTwins
  twins: TwinFinder
  looks: LookLine
}

/** The bytes of a file within the limits are read in a moment, unless its disk does not answer. */
const FACTS_WITHIN_MS = 20_000
/** A hundred megapixels, encoded several times over. */
const REPAIR_WITHIN_MS = 90_000

/** Looks at files before a byte is sent, and repairs them. */
export function createPreflight({ workers, batchTwins, twins, looks }: PreflightOptions) {
  const failures = new WeakMap<File, string>()

  /** `null` when it cannot be read, or not in time. @throws the reason of the signal */
  async function readFacts(file: File, signal: AbortSignal): Promise<FileFacts | null> {
    try {
      return outcomeOf(
        'facts',
        await workers.run({ name: 'facts', file }, { signal, withinMs: FACTS_WITHIN_MS }),
      )
    } catch {
      signal.throwIfAborted()
      return null
    }
  }

  async function needsOf(request: UploadRequest, facts: FileFacts): Promise<Need[]> {
    const { contentHash } = facts
    if (contentHash === '') return []
    const inBatch = batchTwins.claim(contentHash, request)
    if (inBatch !== null) return [{ kind: 'twin', twin: inBatch }]
    const found = await twins.find({ contentHash, look: null })
    return found === null ? [] : [{ kind: 'twin', twin: { where: 'library', ...found } }]
  }

  return {
    /** What a file is and what stands in its way. @throws the reason of the signal */
    async checkFile(
      request: UploadRequest,
      signal: AbortSignal,
      gps: BatchDefaults['gps'] = 'ask',
    ): Promise<CheckResult> {
      if (request.fault !== undefined) return { facts: null, fault: request.fault, needs: [] }
      if (request.source.kind === 'url') return { facts: null, fault: null, needs: [] }
      const { file } = request.source
      if (file.size === 0) return { facts: null, fault: { kind: 'empty' }, needs: [] }
      const facts = await readFacts(file, signal)
      if (facts === null) return { facts, fault: { kind: 'unreadable' }, needs: [] }
      const { fault, needs } = judgeFile(facts)
      if (fault !== null) return { facts, fault, needs }
      const twinNeeds = await needsOf(request, facts)
      if (facts.type !== 'image/svg+xml' && facts.type !== 'image/heic') looks.add(request.key, file)
      if (!facts.hasGps || gps === 'keep') return { facts, fault, needs: twinNeeds }
      // A duplicate is asked about first: it may be skipped.
      const isStripped = gps === 'strip' && twinNeeds.length === 0
      const all: Need[] = [...twinNeeds, { kind: 'gps' }]
      return { facts, fault, needs: all, ...(isStripped && { unasked: [{ kind: 'strip_gps' }] }) }
    },

    /** A new file. @throws Error that says what could not be done; the reason of the signal */
    async repairFile(file: File, repairs: readonly Repair[], signal: AbortSignal): Promise<File> {
      failures.delete(file)
      try {
        const task: WorkerTask = { name: 'repair', file, repairs }
        return outcomeOf('repair', await workers.run(task, { signal, withinMs: REPAIR_WITHIN_MS }))
      } catch (error) {
        if (!signal.aborted) failures.set(file, error instanceof Error ? error.message : String(error))
        throw error
      }
    },

    /** Why the last repair of a file came to nothing; `null` when it did not. */
    repairFailure: (file: File): string | null => failures.get(file) ?? null,
  }
}

export type Preflight = ReturnType<typeof createPreflight>
