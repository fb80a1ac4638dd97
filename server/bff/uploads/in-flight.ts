import { ProblemError } from '../middleware/problem-error.ts'

/** Uploads on their way in this process, one per key. A process that dies takes them along. */
export interface InFlight {
  /**
   * Runs `work` as the one for `key`. @throws ProblemError `upload_in_flight` when there is one already
   */
  run<Result>(
    key: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>
  has(key: string): boolean
  /** How many there are. */
  count(): number
  /** Ends what runs for `key` and waits until it is over, for `ms` at most; false when it is not. */
  end(key: string, ms: number): Promise<boolean>
}

export function createInFlight(): InFlight {
  const flights = new Map<string, { abort: AbortController; over: Promise<void> }>()

  return {
    async run(key, signal, work) {
      if (flights.has(key)) {
        throw new ProblemError(
          'upload_in_flight',
          'This upload is on its way already. Ask for it in a second.',
        )
      }
      const abort = new AbortController()
      const { promise: over, resolve } = Promise.withResolvers<void>()
      flights.set(key, { abort, over })
      try {
        return await work(signal === undefined ? abort.signal : AbortSignal.any([abort.signal, signal]))
      } finally {
        flights.delete(key)
        resolve()
      }
    },
    has: (key) => flights.has(key),
    count: () => flights.size,
    async end(key, ms) {
      const flight = flights.get(key)
      if (flight === undefined) return true
      flight.abort.abort(new ProblemError('upload_in_flight', 'This upload was given up.'))
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      await Promise.race([flight.over, late])
      clearTimeout(timer)
      return !flights.has(key)
    },
  }
}
