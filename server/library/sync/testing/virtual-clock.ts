import type { Clock } from '../clock.ts'

interface Sleeper {
  until: number
  wake(): void
}

/** Time that passes only when told to. Every look at it is a moment of its own. */
export function createVirtualClock(start: number) {
  let time = start
  let sleepers: Sleeper[] = []

  return {
    now: () => time++,
    /** A clock whose sleepers can be dropped, as those of a process that is killed. */
    forProcess(): Clock & { drop(): void } {
      const own = new Set<Sleeper>()
      return {
        now: () => time++,
        async sleep(ms, signal) {
          signal.throwIfAborted()
          const { promise, resolve, reject } = Promise.withResolvers<void>()
          const sleeper = { until: time + Math.max(0, ms), wake: resolve }
          own.add(sleeper)
          sleepers.push(sleeper)
          const giveUp = () => {
            sleepers = sleepers.filter((other) => other !== sleeper)
            reject(signal.reason)
          }
          signal.addEventListener('abort', giveUp, { once: true })
          await promise.finally(() => signal.removeEventListener('abort', giveUp))
        },
        drop() {
          sleepers = sleepers.filter((sleeper) => !own.has(sleeper))
        },
      }
    },
    /** To the next moment somebody waits for. */
    advance(): void {
      const next = sleepers.toSorted((a, b) => a.until - b.until)[0]
      if (next === undefined) return
      sleepers = sleepers.filter((sleeper) => sleeper !== next)
      time = Math.max(time, next.until)
      next.wake()
    },
    pass(ms: number): void {
      time += ms
    },
  }
}

export type VirtualClock = ReturnType<typeof createVirtualClock>
