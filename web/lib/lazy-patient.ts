import { type ComponentType, lazy } from 'react'

const AGAIN_MS = 5_000

/**
 * Like `lazy`, for parts that may first be needed while there is no network: instead of failing, which takes the page
 * away, the code is asked for again when the network is back, or after a while; the Suspense fallback stands meanwhile.
 */
export function lazyPatient<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await patiently(load) }))
}

async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(go, AGAIN_MS)
        function go() {
          clearTimeout(timer)
          removeEventListener('online', go)
          resolve()
        }
        addEventListener('online', go)
      })
    }
  }
}
