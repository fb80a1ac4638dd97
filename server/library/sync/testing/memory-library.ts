import type { Image } from '#contract/images.ts'
import { type ListPage, readListPage } from '../../../cloudflare/list-page.ts'
import { afterPage, headAfterPage, headAfterPassBegan } from '../positions.ts'
import type { HeadPosition, Pass } from '../sync-store.ts'
import type { LibraryUnderTest } from './library-under-test.ts'

interface Row {
  image: Image
  generation: number
  /** When the desk last wrote it. */
  ownAt: number
}

/** Own rows this old when a pass begins may be missing in its listing: they are judged by the next one. */
const LAG_MS = 60_000

/** An index that follows the rules of `SyncStore` to the letter, and nothing else. */
export function createMemoryLibrary(now: () => number): LibraryUnderTest {
  const rows = new Map<string, Row>()
  const deletedAt = new Map<string, number>()
  let generation = 0
  let pass: Pass | null = null
  let head: HeadPosition = { reachedTo: null, runFrom: null }
  let completeSince: string | null = null
  let headAt: string | null = null

  function take({ images }: ListPage, requestedAt: number): { added: number; changed: number } {
    const counts = { added: 0, changed: 0 }
    for (const image of images) {
      const known = rows.get(image.id)
      if ((deletedAt.get(image.id) ?? 0) > requestedAt) continue
      if (known === undefined) counts.added += 1
      if (known !== undefined && known.ownAt > requestedAt) known.generation = generation
      else rows.set(image.id, { image, generation, ownAt: known?.ownAt ?? 0 })
    }
    return counts
  }

  return {
    store: {
      load: async () => ({ pass, completeSince, headAt }),
      async begin(kind) {
        generation += 1
        const startedAt = new Date(now()).toISOString()
        pass = { generation, kind, startedAt, walkers: { newest: { at: 'start' }, oldest: { at: 'start' } } }
        return pass
      },
      async applyPage({ generation: of, walker, body, requestedAt }) {
        const page = readListPage(body)
        if (pass === null || pass.generation !== of) {
          return { images: 0, walkers: { newest: { at: 'end' }, oldest: { at: 'end' } } }
        }
        if (walker === 'newest' && pass.walkers.newest.at === 'start') head = headAfterPassBegan(head, page)
        take(page, requestedAt)
        pass = { ...pass, walkers: afterPage(pass.walkers, walker, page) }
        return { images: page.images.length, walkers: pass.walkers }
      },
      async applyHead({ body, requestedAt, isFirst }) {
        const page = readListPage(body)
        const moved = headAfterPage(head, { ...page, isFirst })
        head = moved.head
        headAt = new Date(now()).toISOString()
        return {
          ...take(page, requestedAt),
          meetsKnown: moved.meetsKnown,
          nextCursor: page.nextCursor,
        }
      },
      async finish(of) {
        if (pass === null || pass.generation !== of) throw new Error('There is no such pass')
        if (Object.values(pass.walkers).some(({ at }) => at !== 'end')) throw new Error('It goes on')
        const { startedAt } = pass
        const unseen = [...rows].filter(
          ([, row]) => row.generation < of && row.ownAt < Date.parse(startedAt) - LAG_MS,
        )
        for (const [id] of unseen) rows.delete(id)
        completeSince = startedAt
        pass = null
        return { removed: unseen.length }
      },
    },
    async wrote(image, at, was) {
      if (was !== undefined && was !== image.id) {
        rows.delete(was)
        deletedAt.set(was, at)
      }
      deletedAt.delete(image.id)
      rows.set(image.id, { image, generation, ownAt: at })
    },
    async deleted(id, at) {
      rows.delete(id)
      deletedAt.set(id, at)
    },
    images: async () => [...rows.values()].map(({ image }) => image),
    close: async () => {},
  }
}
