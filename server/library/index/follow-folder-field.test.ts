import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { imageWith } from '../testing/wire-page.ts'
import { createReader } from './reader.ts'
import { createScanner } from './scanner.ts'
import { noteFolderField, openForWriting } from './schema.ts'
import { createWriter } from './writer.ts'

const images = [
  imageWith({ id: 'plain', metadata: { folder: 'press/2024', place: 'attic' } }),
  imageWith({ id: 'nowhere', metadata: null }),
  imageWith({ id: 'press/named.jpg', metadata: { place: 'cellar' } }),
]

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picture-desk-folders-'))
  path = join(folder, 'library.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (folderField: string) => createWriter({ path, settings: { folderField }, rebuiltAt: null })

function foldersOf(): { path: string; count: number }[] {
  const scanner = createScanner(path)
  const { folders, directCount } = scanner.folders('')
  scanner.close()
  return [{ path: '', count: directCount }, ...folders.map(({ path: at, count }) => ({ path: at, count }))]
}

test('another field that names folders: all folders follow, what was measured stays', () => {
  const before = open('folder')
  for (const image of images) before.wroteThrough(image)
  const { id, uploadedAt } = images[0] ?? expect.fail()
  before.learnt({ id, uploadedAt }, { widthPx: 30, heightPx: 20 })
  before.close()
  expect(foldersOf()).toEqual([
    { path: '', count: 1 },
    { path: 'press', count: 2 },
  ])

  open('place').close()
  expect(foldersOf()).toEqual([
    { path: '', count: 1 },
    { path: 'attic', count: 1 },
    { path: 'press', count: 1 },
  ])
  const reader = createReader(path)
  const { json, count } = reader.rows(reader.order())
  expect(count).toBe(3)
  expect(Buffer.from(json).toString()).toContain('"widthPx":30')
  expect(reader.image(parseImageId('plain') ?? expect.fail())?.metadata).toEqual(images[0]?.metadata)
  reader.close()
})

test('ended halfway, it is done at the next start whatever the setting is then', () => {
  const before = open('place')
  for (const image of images) before.wroteThrough(image)
  before.close()
  const halfway = openForWriting({ path, settings: { folderField: 'folder' } })
  noteFolderField(halfway, null)
  halfway.prepare("update images set folder = '' where id = 'nowhere'").run()
  halfway.close()
  open('folder').close()
  expect(foldersOf()).toEqual([
    { path: '', count: 1 },
    { path: 'press', count: 2 },
  ])
})
