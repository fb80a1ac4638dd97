import type { Page } from '@playwright/test'

/** What a page keeps, by place, each as one text. */
export type Places = Record<string, string>

/**
 * Everything a page of the app holds that outlives a glance: the document with what stands in its fields, storages, databases,
 * caches, the history entry, and React Query's caches, which are found through React's own tree.
 */
export function placesOf(page: Page): Promise<Places> {
  return page.evaluate(async () => {
    const text = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return value.text()
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return new TextDecoder('latin1').decode(value)
      if (Array.isArray(value)) return (await Promise.all(value.map(text))).join('\n')
      if (typeof value === 'object' && value !== null) {
        const parts = Object.entries(value).map(async ([key, part]) => `${key} ${await text(part)}`)
        return (await Promise.all(parts)).join('\n')
      }
      return String(value)
    }
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const databases: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const database = await settled(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        databases.push(await settled(database.transaction(store).objectStore(store).getAll()))
      }
      database.close()
    }
    const cached: unknown[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        cached.push(request.url, await (await cache.match(request))?.blob())
    }
    interface Fiber {
      child: Fiber | null
      sibling: Fiber | null
      memoizedProps: { client?: { getQueryCache?: () => Cache; getMutationCache?: () => Cache } } | null
    }
    interface Cache {
      getAll(): { state: unknown; queryKey?: unknown }[]
    }
    const queries: string[] = []
    const seen = new Set<unknown>()
    for (const element of document.querySelectorAll('body > *')) {
      const key = Object.keys(element).find((name) => name.startsWith('__reactContainer$'))
      if (key === undefined) continue
      const waiting: (Fiber | null)[] = [Reflect.get(element, key)]
      for (let fiber = waiting.pop(); waiting.length > 0 || fiber; fiber = waiting.pop()) {
        if (!fiber) continue
        const client = fiber.memoizedProps?.client
        if (client?.getQueryCache && !seen.has(client)) {
          seen.add(client)
          const all = [...client.getQueryCache().getAll(), ...(client.getMutationCache?.().getAll() ?? [])]
          queries.push(...all.map(({ state, queryKey }) => JSON.stringify([queryKey, state])))
        }
        waiting.push(fiber.child, fiber.sibling)
      }
    }
    const fields = [...document.querySelectorAll('input, textarea')].map((field) =>
      Reflect.get(field, 'value'),
    )
    return {
      document: `${document.documentElement.outerHTML}\n${fields.join('\n')}`,
      'local storage': await text({ ...localStorage }),
      'session storage': await text({ ...sessionStorage }),
      databases: await text(databases),
      caches: await text(cached),
      history: `${JSON.stringify(history.state)} ${location.href} ${document.cookie} ${window.name}`,
      queries: queries.join('\n'),
      requests: performance
        .getEntries()
        .map(({ name }) => name)
        .join('\n'),
    }
  })
}
