import { endpoints } from '#contract/endpoints.ts'
import type { LibraryTwins } from '#contract/library.ts'
import { http } from '../../../api/http.ts'
import { BatchTwins, type Standing } from './batch-twins.ts'
import { LookLine } from './look-line.ts'
import { createPreflight, type Preflight } from './preflight.ts'
import { TwinFinder } from './twin-finder.ts'
import { outcomeOf, type WorkerAnswer, type WorkerTask } from './worker-calls.ts'
import { type WorkerLike, WorkerPool } from './worker-pool.ts'

const MOST_WORKERS = 4
const LOOK_WITHIN_MS = 15_000
const NEVER = new AbortController().signal

export interface PagePreflight extends Preflight {
  looks: LookLine
  /** Loads the worker, for files that come when there is no network. */
  warmUp(): void
}

/** The preflight of a page: one worker, more while there is work for them. */
export function openPreflight(standingOf: (key: string) => Standing): PagePreflight {
  const workers = new WorkerPool<WorkerTask, WorkerAnswer>({
    spawn: startWorker,
    // Two at least: one that decodes must not hold up those who wait for a quick look.
    most: Math.max(2, Math.min(MOST_WORKERS, navigator.hardwareConcurrency)),
  })
  const twins = new TwinFinder(async (files, signal) => {
    const answer = await http.post<LibraryTwins>(endpoints.libraryTwins, { files }, { signal })
    return answer.twins
  })
  const looks = new LookLine({
    lookOf: (file) =>
      workers
        .run({ name: 'look', file }, { signal: NEVER, withinMs: LOOK_WITHIN_MS, isIdle: true })
        .then((answer) => outcomeOf('look', answer))
        .catch(() => null),
    findTwin: (look) => twins.find({ contentHash: null, look }),
    isWanted: (key) => standingOf(key) === 'open',
  })
  const preflight = createPreflight({ workers, batchTwins: new BatchTwins(standingOf), twins, looks })
  return { ...preflight, looks, warmUp: () => workers.warmUp() }
}

function startWorker(): WorkerLike<WorkerTask, WorkerAnswer> {
  const worker = new Worker(new URL('./preflight-worker.ts', import.meta.url), { type: 'module' })
  let death: string | null = null
  const loadFailure = ({ message }: ErrorEvent) => {
    death = message || 'The worker could not be loaded'
  }
  worker.onerror = loadFailure
  return {
    postMessage: (task) => worker.postMessage(task),
    listen(onAnswer, onDeath) {
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => onAnswer(data)
      worker.onerror = (event) => {
        loadFailure(event)
        onDeath(death ?? '')
      }
      // It died while it rested.
      if (death !== null) queueMicrotask(() => onDeath(death ?? ''))
    },
    terminate: () => worker.terminate(),
  }
}
