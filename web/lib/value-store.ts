/** One value outside React, in the form `useSyncExternalStore` wants. */
export interface ValueStore<T> {
  get: () => T
  set: (next: T) => void
  /** Returns how to stop. */
  subscribe: (listener: () => void) => () => void
}

export function createStore<T>(initial: T): ValueStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
