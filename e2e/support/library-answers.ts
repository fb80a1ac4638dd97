import type { Page } from '@playwright/test'
import type {
  LibraryFacets,
  LibraryFolders,
  LibrarySuggestions,
  ValueCount,
} from '../../server/contract/library.ts'

const FRESH = {
  source: 'index',
  asOf: '2026-03-04T10:00:00.000Z',
  complete: true,
  syncing: null,
  revision: 1,
} as const

const VALUES: Record<string, ValueCount[]> = {
  creator: [
    { value: 'ada.lovelace', count: 4120 },
    { value: 'grace.hopper', count: 2003 },
    { value: 'Annie Easley', count: 12 },
  ],
}

const FOLDERS: Record<string, LibraryFolders['folders']> = {
  '': [
    { path: 'campaign', name: 'campaign', count: 2110, hasFolders: true },
    { path: 'portraits', name: 'portraits', count: 940, hasFolders: false },
  ],
  campaign: [
    { path: 'campaign/spring', name: 'spring', count: 214, hasFolders: false },
    { path: 'campaign/summer', name: 'summer', count: 388, hasFolders: false },
  ],
}

const FACETS: LibraryFacets = {
  ...FRESH,
  total: 12_402,
  type: [
    { value: 'jpeg', count: 11_000 },
    { value: 'png', count: 900 },
  ],
  orientation: [{ value: 'landscape', count: 9_000 }],
  privacy: { private: 318, public: 12_084 },
  draft: 0,
  creator: VALUES['creator'] ?? [],
  month: [{ month: '2026-03', count: 1_200 }],
  missingAlt: 1_077,
  duplicateBytes: 46,
  duplicateLook: 0,
  unmeasured: 0,
}

/** A library with known values, whatever the server knows of its few images. Suggestions wait `delayOf(prefix)` ms. */
export async function answerForLibrary(
  page: Page,
  delayOf: (prefix: string) => number = () => 0,
): Promise<void> {
  await page.route('**/api/library/suggestions?*', async (route) => {
    const { searchParams } = new URL(route.request().url())
    const prefix = searchParams.get('prefix') ?? ''
    await new Promise((resolve) => setTimeout(resolve, delayOf(prefix)))
    const values = VALUES[searchParams.get('field') ?? ''] ?? []
    const answer: LibrarySuggestions = {
      ...FRESH,
      values: values.filter(({ value }) => value.toLowerCase().startsWith(prefix.toLowerCase())),
    }
    // The page may have given up on it meanwhile.
    await route.fulfill({ json: answer }).catch(() => undefined)
  })
  await page.route('**/api/library/facets?*', (route) => route.fulfill({ json: FACETS }))
  await page.route('**/api/library/folders?*', (route) => {
    const parent = new URL(route.request().url()).searchParams.get('parent') ?? ''
    const answer: LibraryFolders = { ...FRESH, parent, folders: FOLDERS[parent] ?? [], directCount: 3 }
    return route.fulfill({ json: answer })
  })
}

/** Two groups of twins of images that are not there: the facts are what matters. */
export async function answerWithTwins(page: Page): Promise<void> {
  const image = (id: string, creator: string | null, sizeBytes: number) => ({
    id,
    filename: 'sun.jpg',
    uploadedAt: '2026-03-04T10:00:00.000Z',
    creator,
    metadata: { alt: 'The sun' },
    requiresSignedUrl: false,
    draft: false,
    variants: [],
    folder: '',
    measurements: {
      widthPx: 400,
      heightPx: 300,
      sizeBytes,
      type: 'jpeg',
      contentHash: 'ab'.repeat(32),
      averageColour: null,
    },
  })
  const groups = [
    { key: 'one', items: [image('sun-1', 'ada', 5_000), image('sun-2', 'grace', 5_000)] },
    { key: 'two', items: [image('moon-1', null, 7_000), image('moon-2', null, 7_000)] },
  ]
  await page.route('**/api/library/duplicates?*', (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'))
    return route.fulfill({ json: { ...FRESH, groups: groups.slice(offset, offset + 1), totalGroups: 2 } })
  })
}
