import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHotFiles } from './hot-files.ts'

let folder = ''
const file = async (name: string, text: string) => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-desk-hot-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what was read is held, until it is forgotten', async () => {
  const files = createHotFiles(100)
  const path = await file('a', 'old')
  expect(String(await files.read(path))).toBe('old')
  await writeFile(path, 'new')
  expect(String(await files.read(path))).toBe('old')
  files.forget(path)
  expect(String(await files.read(path))).toBe('new')
})

test('the least recently used go first when the bound is reached', async () => {
  const files = createHotFiles(10)
  const [a, b, c] = [await file('1', 'aaaa'), await file('2', 'bbbb'), await file('3', 'cccc')]
  for (const path of [a, b, a, c]) await files.read(path)
  for (const path of [a, b, c]) await writeFile(path, 'new')
  expect(String(await files.read(a))).toBe('aaaa')
  expect(String(await files.read(c))).toBe('cccc')
  expect(String(await files.read(b))).toBe('new')
})

test('what is larger than the bound is read and not held; what is gone is told', async () => {
  const files = createHotFiles(3)
  const path = await file('large', 'large')
  expect(String(await files.read(path))).toBe('large')
  await rm(path)
  await expect(files.read(path)).rejects.toThrow('ENOENT')
})
