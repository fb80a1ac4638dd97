import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { LibraryUnderTest } from '../sync/testing/library-under-test.ts'
import { testSyncProperties } from '../sync/testing/sync-properties.ts'
import { createReader } from './reader.ts'
import { createWriter } from './writer.ts'
import { ImageShape } from './writer-calls.ts'

/** The index on a disk, written in this thread so that a thousand little crashes do not start a thousand others. */
async function openIndex(now: () => number): Promise<LibraryUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'picture-desk-index-'))
  const path = join(folder, 'library.sqlite')
  const writer = createWriter({ path, settings: { folderField: 'folder' }, rebuiltAt: null, now })
  const reader = createReader(path)
  return {
    store: {
      load: async () => writer.load(),
      begin: async (kind) => writer.begin(kind).result,
      applyPage: async (page) => writer.applyPage(page).result,
      applyHead: async (page) => writer.applyHead(page).result,
      finish: async (generation) => writer.finish(generation).result,
    },
    async wrote(image, _at, was) {
      if (was === undefined) writer.wroteThrough(image)
      else writer.replaced(was, image)
    },
    async deleted(id) {
      writer.removed(id)
    },
    async images() {
      const rows = z
        .array(ImageShape)
        .parse(JSON.parse(`[${Buffer.from(reader.rows(reader.order()).json).toString()}]`))
      return rows
    },
    async close() {
      reader.close()
      writer.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

testSyncProperties('in SQLite', openIndex, process.env['DEEP'] ? 1_000 : 40)
