import type { Image } from '#contract/images.ts'
import type { SyncStore } from '../sync-store.ts'

/** An index as the sync's tests see it: the store, the desk's own writes, and what it holds in the end. */
export interface LibraryUnderTest {
  store: SyncStore
  /** The desk uploaded or edited `image`; `was` is its former id, when a change of privacy gave it another one. `at` in ms since 1970. */
  wrote(image: Image, at: number, was?: Image['id']): Promise<void>
  deleted(id: Image['id'], at: number): Promise<void>
  images(): Promise<Image[]>
  close(): Promise<void>
}
