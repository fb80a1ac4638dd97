/**
 * One tab owns a batch, for as long as it lives: the browser lets go of the locks of a page that was closed, reloaded or
 * killed, and of nothing else.
 */
export interface BatchLocks {
  /** `false`: another tab has it. */
  hold(batch: string): Promise<boolean>
  release(batch: string): void
  /** Batches of tabs that live, this one included. */
  held(): Promise<ReadonlySet<string>>
}

const PREFIX = 'desk.upload-batch '

export function batchLocks(locks: LockManager): BatchLocks {
  const mine = new Map<string, () => void>()
  return {
    hold(batch) {
      if (mine.has(batch)) return Promise.resolve(true)
      return new Promise((resolve, reject) => {
        const whole = locks.request(PREFIX + batch, { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(false)
          return new Promise<void>((end) => {
            mine.set(batch, end)
            resolve(true)
          })
        })
        whole.catch(reject)
      })
    },
    release(batch) {
      mine.get(batch)?.()
      mine.delete(batch)
    },
    async held() {
      const { held = [] } = await locks.query()
      const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX))
      return new Set(names.map((name) => name.slice(PREFIX.length)))
    },
  }
}
