/** One piece of work under way and those who wait for its answer. */
export interface Flight<Answer> {
  answer: Promise<Answer>
  readers: number
  abort: AbortController
}

/** Waits for the shared answer until `signal`, not aborted yet, says that this reader leaves. The last one to leave ends the work. */
export function board<Answer>(flight: Flight<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  flight.readers += 1
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const leave = () => {
    reject(signal?.reason)
    flight.readers -= 1
    if (flight.readers === 0) flight.abort.abort(signal?.reason)
  }
  signal?.addEventListener('abort', leave, { once: true })
  const stay = () => signal?.removeEventListener('abort', leave)
  flight.answer.then(
    (answer) => {
      stay()
      resolve(answer)
    },
    (error: unknown) => {
      stay()
      reject(error)
    },
  )
  return promise
}

/**
 * Work by key, one at a time for each: whoever comes while it runs shares its answer. It is aborted when the last one
 * who waits has left, and whoever comes then begins anew.
 */
export function createFlights<Answer>() {
  const flights = new Map<string, Flight<Answer>>()
  return {
    /** @param isFirst told to `work`'s own asker only, who pays for it */
    async join(
      key: string,
      signal: AbortSignal | undefined,
      work: (signal: AbortSignal) => Promise<Answer>,
    ): Promise<{ answer: Answer; isFirst: boolean }> {
      signal?.throwIfAborted()
      const running = flights.get(key)
      if (running !== undefined) return { answer: await board(running, signal), isFirst: false }
      const abort = new AbortController()
      const flight: Flight<Answer> = { answer: work(abort.signal), readers: 0, abort }
      flights.set(key, flight)
      const over = () => {
        if (flights.get(key) === flight) flights.delete(key)
      }
      flight.answer.then(over, over)
      abort.signal.addEventListener('abort', over, { once: true })
      return { answer: await board(flight, signal), isFirst: true }
    },
    /** When all that runs now is over. */
    async settled(): Promise<void> {
      await Promise.allSettled([...flights.values()].map(({ answer }) => answer))
    },
  }
}
