import { expect, it } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import { type Expected, fitsView } from './fits-view.ts'

const file: Expected = {
  path: 'walk/Frog.jpg',
  fields: {
    id: 'spring/2026/frog.jpg' as ImageId,
    creator: 'ada',
    requiresSignedUrl: false,
    metadata: { alt: 'A frog' },
  },
}
const generated: Expected = { path: 'walk/Frog.jpg', fields: {} }

it.each<[q: string, sort: string, file: Expected, fits: boolean]>([
  ['', '', file, true],
  ['', 'uploaded-descending', file, true],
  ['', 'uploaded-ascending', file, false],
  ['', 'name-ascending', file, false],
  ['folder:spring', '', file, true],
  ['folder:spring/2026', '', file, true],
  ['folder:spring/20', '', file, false],
  ['folder:""', '', file, false],
  ['-folder:autumn', '', file, true],
  ['-folder:spring', '', file, false],
  // A metadata field may name the folder: nobody knows here.
  ['folder:spring', '', generated, false],
  ['-folder:spring', '', generated, false],
  ['creator:ada', '', file, true],
  ['creator:bob,ada', '', file, true],
  ['-creator:ada', '', file, false],
  ['creator:""', '', generated, true],
  ['private:yes', '', file, false],
  ['private:no', '', file, true],
  ['FROG', '', file, true],
  ['frog', '', generated, true],
  ['toad', '', file, false],
  ['-toad', '', file, false],
  ['type:jpeg', '', file, false],
  ['-type:png', '', file, false],
  ['creator:ada width>100', '', file, false],
])('%s sorted by "%s" holds it: certain or not', (q, sort, given, fits) => {
  expect(fitsView({ q, sort }, given)).toBe(fits)
})
