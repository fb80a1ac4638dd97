import type { BffDeps } from '../deps.ts'

const nothing = () => Promise.reject(new Error('no library here'))
/** For tests that are about something else: nothing is known, and changes are heard of by nobody. */
export const noLibrary: BffDeps['library'] = {
  window: nothing,
  twins: nothing,
  outline: nothing,
  place: nothing,
  facets: nothing,
  folders: nothing,
  suggestions: nothing,
  duplicates: nothing,
  count: nothing,
  knownIds: nothing,
  growth: nothing,
  status() {
    throw new Error('no library here')
  },
  image: () => Promise.resolve(null),
  wroteThrough: () => Promise.resolve(),
  removed: () => Promise.resolve(),
  replaced: () => Promise.resolve(),
  measured() {},
  looked() {},
  get store(): never {
    throw new Error('no library here')
  },
  close: () => Promise.resolve(),
}
