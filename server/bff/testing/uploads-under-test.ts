import type { DatabaseSync } from 'node:sqlite'
import { createDeskSettings } from '../../store/desk-settings.ts'
import { openStore } from '../../store/open-store.ts'
import { createUploadsJournal } from '../../store/uploads-journal.ts'
import type { BffDeps } from '../deps.ts'
import { createUploads, type UploadsOptions } from '../uploads/uploads.ts'

/** What an app needs for uploads, with a store that ends with the process unless one is given. */
export function uploadsUnderTest(
  deps: Pick<BffDeps, 'images' | 'library' | 'thumbnails' | 'deliveryOrigins'>,
  uploadOrigins: BffDeps['uploadOrigins'],
  { store = openStore(':memory:'), ...options }: Partial<UploadsOptions> & { store?: DatabaseSync } = {},
) {
  const uploads = createUploads(deps, {
    journal: createUploadsJournal(store),
    uploadOrigins,
    onError() {},
    ...options,
  })
  return { uploads, settings: createDeskSettings(store) }
}
