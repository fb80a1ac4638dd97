import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseView } from '#contract/views/parse-view.ts'
import { imageWith, wirePage } from '../testing/wire-page.ts'
import { createReader } from './reader.ts'
import { createWriter } from './writer.ts'

const IMAGES = 60_000
const PAGE = 1_000

let folder = ''
let reader: ReturnType<typeof createReader>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picture-desk-newest-'))
  const path = join(folder, 'library.sqlite')
  const writer = createWriter({ path, settings: { folderField: 'folder' }, rebuiltAt: null })
  const { generation } = writer.begin('fill').result
  for (let from = 0; from < IMAGES; from += PAGE) {
    const images = Array.from({ length: PAGE }, (_, at) =>
      imageWith({
        id: `image-${from + at}`,
        metadata: { alt: `Number ${from + at}`, words: 'one two three '.repeat(20) },
        uploadedAt: new Date(Date.UTC(2026, 0, 1) + (from + at) * 60_000).toISOString(),
      }),
    )
    const isLast = from + PAGE === IMAGES
    const body = wirePage(images, isLast ? null : String(from))
    writer.applyPage({ generation, walker: 'oldest', body, requestedAt: Date.now() })
  }
  writer.close()
  reader = createReader(path)
}, 120_000)
afterAll(() => {
  reader.close()
  rmSync(folder, { recursive: true, force: true })
})

const newest = (q: string) => reader.newest(parseView(q).view, Number.MAX_SAFE_INTEGER, 100)

test('a word of two letters that many have is answered at once, one that nobody has holds nobody up', () => {
  expect(newest('im')).toHaveLength(100)
  const started = performance.now()
  expect(newest('zq')).toBeNull()
  expect(performance.now() - started).toBeLessThan(500)
})
