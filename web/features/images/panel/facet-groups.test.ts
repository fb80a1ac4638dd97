import { expect, test } from 'vitest'
import type { LibraryFacets } from '#contract/library.ts'
import { facetGroups, queryWithout } from './facet-groups.ts'

const none: LibraryFacets = {
  source: 'index',
  asOf: null,
  complete: true,
  syncing: null,
  revision: 1,
  total: 0,
  type: [],
  orientation: [],
  privacy: { private: 0, public: 0 },
  draft: 0,
  creator: [],
  month: [],
  missingAlt: 0,
  duplicateBytes: 0,
  duplicateLook: 0,
  unmeasured: 0,
}
const linesOf = (query: string, facets: Partial<LibraryFacets>) =>
  facetGroups(query, () => ({ ...none, ...facets })).flatMap(({ key, lines }) =>
    lines.map(({ label, count, isChosen }) => `${key}: ${label} ${count}${isChosen ? ' chosen' : ''}`),
  )

test('values nobody has are left out, unless they are chosen', () => {
  expect(linesOf('', { type: [{ value: 'png', count: 3 }] })).toEqual(['type: png 3'])
  expect(linesOf('type:webp creator:ada -creator:bob -has:alt', {})).toEqual([
    'type: webp 0 chosen',
    'attention: Missing alt text 0 chosen',
    'creator: ada 0 chosen',
  ])
})

test('types come by count, creators and months as the library sorted them', () => {
  const lines = linesOf('uploaded:2026-02', {
    type: [
      { value: 'png', count: 3 },
      { value: 'svg', count: 5 },
    ],
    creator: [
      { value: 'b', count: 9 },
      { value: '', count: 4 },
    ],
    month: [
      { month: '2026-03', count: 1 },
      { month: '2026-02', count: 2 },
    ],
  })
  expect(lines).toEqual([
    'type: svg 5',
    'type: png 3',
    'creator: b 9',
    'creator: No creator 4',
    'uploaded: March 2026 1',
    'uploaded: February 2026 2 chosen',
  ])
})

test('a kind is counted without its own terms; exclusions stay', () => {
  expect(queryWithout('type:png beach -type:svg creator:ada', 'type')).toBe('beach -type:svg creator:ada')
  expect(queryWithout('beach -type:svg', 'type')).toBeNull()
})
