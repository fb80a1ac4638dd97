/** What both a browser's and a server's abort signal have. */
interface Signal {
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options: { once: true }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * Lets `width` pieces of work through at a time, in the order they came. One that was given up while it waited never
 * begins.
 */
export function createLane(width: number) {
  let free = width
  const waiting: (() => void)[] = []

  /** @throws the reason of `signal` when that fires before the turn came */
  async function turn(signal: Signal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free -= 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      waiting.splice(waiting.indexOf(resolve), 1)
      reject(signal.reason)
    }
    waiting.push(resolve)
    signal.addEventListener('abort', leave, { once: true })
    await promise
    signal.removeEventListener('abort', leave)
  }

  return async <Answer>(work: () => Promise<Answer>, signal: Signal): Promise<Answer> => {
    await turn(signal)
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
