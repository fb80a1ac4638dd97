import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { createWriter } from './writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'picture-desk-writer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const id = parseImageId('a')
if (id === null) throw new Error('no id')
const image: Image = {
  id,
  filename: 'a.jpg',
  uploadedAt: '2026-03-09T08:00:00.000Z',
  creator: null,
  metadata: null,
  requiresSignedUrl: false,
  draft: false,
  variants: [],
}

test('what is learnt from bytes moves the revision, but not that of the rows', () => {
  const path = join(folder, 'library.sqlite')
  const writer = createWriter({ path, settings: { folderField: 'folder' }, rebuiltAt: null })
  const { facts } = writer.wroteThrough(image).news
  expect(facts.rowsRevision).toBe(facts.revision)
  const learnt = writer.learnt({ id, uploadedAt: image.uploadedAt }, { widthPx: 40, heightPx: 30 }).news.facts
  expect(learnt.revision).toBeGreaterThan(facts.revision)
  expect(learnt.rowsRevision).toBe(facts.rowsRevision)
  const edited = writer.wroteThrough({ ...image, creator: 'ada' }).news.facts
  expect(edited.rowsRevision).toBe(edited.revision)
  writer.close()
})
