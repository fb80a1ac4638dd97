import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { openStore, StoreError } from './open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (name: string) => join(folder, name, 'desk.sqlite')

test('a new store is made with its folder, and opened again as it is', () => {
  const file = fileOf('new')
  const store = openStore(file)
  expect(store.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  store.exec("insert into saved_views values ('a', 'A', 'a', '', 'name-ascending')")
  store.close()
  const again = openStore(file)
  expect(again.prepare('select count(*) as count from saved_views').get()).toEqual({ count: 1 })
  again.close()
})

test('two processes may open it at once', () => {
  const file = fileOf('twice')
  const [one, two] = [openStore(file), openStore(file)]
  one.exec("insert into saved_views values ('a', 'A', 'a', '', 'name-ascending')")
  expect(two.prepare('select count(*) as count from saved_views').get()).toEqual({ count: 1 })
  one.close()
  two.close()
})

test('a store of a newer desk is left alone', () => {
  const file = fileOf('newer')
  openStore(file).close()
  const newer = new DatabaseSync(file)
  newer.exec('pragma user_version = 999')
  newer.close()
  expect(() => openStore(file)).toThrow(/newer Picture Desk/)
})

test('a damaged store is never replaced: the error names the file and says what to do', () => {
  const file = fileOf('damaged')
  openStore(file).close()
  const bytes = readFileSync(file).fill(0x5a)
  writeFileSync(file, bytes)
  expect(() => openStore(file)).toThrow(StoreError)
  expect(() => openStore(file)).toThrow(/desk\.sqlite is damaged.*backup/)
  expect(readFileSync(file).equals(bytes)).toBe(true)
})
