import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { KeptRecords } from './kept-records.ts'
import type { KeptUpload } from './kept-uploads.ts'
import { Shelf } from './shelf.ts'
import { aFile, anAddress, BytesInMemory, LocksOfABrowser, newBatch } from './test-parts.ts'

const DAY_MS = 86_400_000
let database = 0
let browser: { records: KeptRecords; bytes: BytesInMemory; locks: LocksOfABrowser }

beforeEach(async () => {
  browser = {
    records: await KeptRecords.open(`test ${++database}`),
    bytes: new BytesInMemory(),
    locks: new LocksOfABrowser(),
  }
})

function openTab() {
  const safe: string[] = []
  const refused: [string, string][] = []
  const locks = browser.locks.tab()
  const { records, bytes } = browser
  const shelf = new Shelf({
    records,
    bytes,
    locks,
    roomBytes: () => Promise.resolve(bytes.roomBytes - bytes.usedBytes),
    news: {
      safe: (keys) => void safe.push(...keys),
      refused: (keys, why) => void refused.push(...keys.map((key): [string, string] => [key, why])),
    },
  })
  return { shelf, safe, refused, close: () => locks.close() }
}

const keysOf = (uploads: readonly { kept: KeptUpload }[]) => uploads.map(({ kept }) => kept.key)

describe('Shelf', () => {
  it('gives files and addresses back after the tab is gone, bytes, fields, names and order as they were', async () => {
    const batch = newBatch()
    const uploads = [
      aFile(batch, 7),
      anAddress(batch),
      aFile(batch, 9, { fields: { creator: 'ana' } }),
    ].reverse()
    const first = openTab()
    await first.shelf.keep(uploads)
    await first.shelf.sent([uploads[0]?.kept.key ?? ''])
    await vi.waitFor(() => expect(first.safe).toHaveLength(3))
    first.close()

    const second = openTab()
    expect(await second.shelf.find(1)).toEqual([{ batch, addedAt: 1, ready: 3, lost: [] }])
    const found = (await second.shelf.take(batch)) ?? []
    expect(keysOf(found)).toEqual(keysOf(uploads))
    for (const { kept, file } of uploads) {
      const back = found.find((one) => one.kept.key === kept.key)
      expect(back?.kept).toEqual({ ...kept, state: kept === uploads[0]?.kept ? 'sent' : 'open' })
      expect(back?.file?.name).toBe(file?.name)
      expect(back?.file?.type).toBe(file?.type)
      expect(back?.file?.lastModified).toBe(file?.lastModified)
      expect(await back?.file?.bytes()).toEqual(await file?.bytes())
    }
  })

  it('is not offered while its tab lives, and goes to one tab only', async () => {
    const batch = newBatch()
    const first = openTab()
    await first.shelf.keep([aFile(batch)])
    await vi.waitFor(() => expect(first.safe).toHaveLength(1))
    const [second, third] = [openTab(), openTab()]
    expect(await second.shelf.find(1)).toEqual([])
    expect(await second.shelf.take(batch)).toBeNull()
    expect(await second.shelf.throwAway(batch)).toBe(false)
    first.close()
    expect(await second.shelf.take(batch)).toHaveLength(1)
    expect(await third.shelf.take(batch)).toBeNull()
    expect(await third.shelf.find(1)).toEqual([])
  })

  it('copies the last in line first, two at a time, and what was sent before its turn not at all', async () => {
    let open = () => {}
    browser.bytes.gate = new Promise((resolve) => {
      open = resolve
    })
    const { shelf, safe } = openTab()
    const uploads = Array.from({ length: 6 }, (_, at) => aFile(newBatch(), at + 1))
    const keys = keysOf(uploads)
    await shelf.keep(uploads)
    await shelf.settled([keys[0] ?? '', keys[5] ?? ''])
    open()
    await vi.waitFor(() => expect(safe).toHaveLength(4))
    expect(browser.bytes.written).toEqual([6, 5, 4, 3, 2])
    expect(browser.bytes.usedBytes).toBe(5 + 4 + 3 + 2)
    expect((await browser.records.keys()).sort()).toEqual(keys.slice(1, 5))
  })

  it('leaves nothing of what is settled, and lets go of its batch', async () => {
    const batch = newBatch()
    const { shelf, safe } = openTab()
    const uploads = [aFile(batch), anAddress(batch)]
    await shelf.keep(uploads)
    await vi.waitFor(() => expect(safe).toHaveLength(2))
    await shelf.settled(keysOf(uploads).slice(0, 1))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await openTab().shelf.take(batch)).toBeNull()
    await shelf.settled(keysOf(uploads))
    await vi.waitFor(async () => expect(await browser.records.count()).toBe(0))
    expect(browser.bytes.usedBytes).toBe(0)
    expect(await openTab().shelf.take(batch)).toEqual([])
  })

  it('keeps what there is room for, says the rest, and goes on when room comes back', async () => {
    browser.bytes.roomBytes = 10
    const batch = newBatch()
    const { shelf, safe, refused } = openTab()
    const uploads = [aFile(batch, 4), aFile(batch, 4), aFile(batch, 4)]
    const [first, second, third] = keysOf(uploads)
    await shelf.keep(uploads)
    await vi.waitFor(() => expect(safe.length + refused.length).toBe(3))
    expect(refused).toEqual([[first, 'full']])
    await shelf.settled([third ?? ''])
    await vi.waitFor(() => expect(safe).toContain(first))
    expect(browser.bytes.usedBytes).toBe(8)
    expect(await browser.records.all()).toMatchObject([
      { key: first, place: { atBytes: 0 } },
      { key: second, place: { atBytes: 0 } },
    ])
  })

  it('tells apart a file that was not copied in time: named, not sent, forgotten when the rest goes on', async () => {
    browser.bytes.roomBytes = 5
    const batch = newBatch()
    const first = openTab()
    const [lost, good] = [aFile(batch, 9), aFile(batch, 5)]
    await first.shelf.keep([lost, good])
    await vi.waitFor(() =>
      expect([first.safe, first.refused]).toEqual([[good.kept.key], [[lost.kept.key, 'full']]]),
    )
    first.close()
    const { shelf } = openTab()
    expect(await shelf.find(1)).toEqual([{ batch, addedAt: 1, ready: 1, lost: [lost.kept.path] }])
    expect(keysOf((await shelf.take(batch)) ?? [])).toEqual([good.kept.key])
    expect(await browser.records.keys()).toEqual([good.kept.key])
  })

  it('does not send a copy that is shorter than its file', async () => {
    const batch = newBatch()
    const first = openTab()
    const upload = aFile(batch, 9)
    await first.shelf.keep([upload])
    await vi.waitFor(() => expect(first.safe).toHaveLength(1))
    for (const pack of browser.bytes.contents.keys()) browser.bytes.contents.set(pack, [new Blob(['cut'])])
    first.close()
    expect(await openTab().shelf.take(batch)).toEqual([])
    expect(browser.bytes.usedBytes).toBe(0)
  })

  it('goes on under its new fields, and the bytes are not copied again', async () => {
    const batch = newBatch()
    const { shelf, safe, close } = openTab()
    const upload = aFile(batch)
    await shelf.keep([upload])
    await vi.waitFor(() => expect(safe).toHaveLength(1))
    await shelf.sent([upload.kept.key])
    await shelf.keep([{ ...upload, kept: { ...upload.kept, fields: { creator: 'ben' } } }])
    close()
    const [back] = (await openTab().shelf.take(batch)) ?? []
    expect(back?.kept).toMatchObject({ fields: { creator: 'ben' }, state: 'sent' })
    expect(browser.bytes.written).toHaveLength(1)
  })

  it('keeps a pack until nothing in it is wanted, also across a reload', async () => {
    browser.bytes.filesInPack = 3
    const batch = newBatch()
    const first = openTab()
    const uploads = [aFile(batch, 3), aFile(batch, 4), aFile(batch, 5)]
    const [one, two, three] = keysOf(uploads)
    await first.shelf.keep(uploads)
    await vi.waitFor(() => expect(first.safe).toHaveLength(3))
    await first.shelf.settled([two ?? ''])
    await vi.waitFor(async () => expect(await browser.records.count()).toBe(2))
    expect(browser.bytes.usedBytes).toBe(12)
    first.close()
    const { shelf } = openTab()
    const found = (await shelf.take(batch)) ?? []
    expect(await Promise.all(found.map(({ file }) => file?.bytes()))).toEqual(
      await Promise.all([uploads[0], uploads[2]].map((upload) => upload?.file?.bytes())),
    )
    await shelf.settled([one ?? ''])
    expect(browser.bytes.usedBytes).toBe(12)
    await shelf.settled([three ?? ''])
    expect(browser.bytes.usedBytes).toBe(0)
  })

  it('throws a batch away whole', async () => {
    const batch = newBatch()
    const first = openTab()
    await first.shelf.keep([aFile(batch), aFile(batch), anAddress(batch)])
    await vi.waitFor(() => expect(first.safe).toHaveLength(3))
    first.close()
    const { shelf } = openTab()
    expect(await shelf.throwAway(batch)).toBe(true)
    expect(browser.bytes.usedBytes).toBe(0)
    expect(await shelf.find(1)).toEqual([])
  })

  it('sweeps what is older than a fortnight, unless its tab lives, and bytes that belong to nothing', async () => {
    const now = 20 * DAY_MS
    const [old, young, living] = [newBatch(), newBatch(), newBatch()]
    const first = openTab()
    const third = openTab()
    const recent = aFile(young, 4, { addedAt: now - 13 * DAY_MS })
    const owned = aFile(living)
    await first.shelf.keep([aFile(old), recent])
    await third.shelf.keep([owned])
    await vi.waitFor(() => expect(first.safe.length + third.safe.length).toBe(3))
    browser.bytes.contents.set(`${newBatch()} 9`, [new Blob(['x'])])
    // Somebody living is about to list what it has written.
    browser.bytes.contents.set(`${living} 9`, [new Blob(['y'])])
    first.close()
    expect(await openTab().shelf.find(now)).toEqual([
      { batch: young, addedAt: now - 13 * DAY_MS, ready: 1, lost: [] },
    ])
    const left = [recent.kept.key, owned.kept.key]
    expect(browser.bytes.usedBytes).toBe(4 + 4 + 1)
    expect((await browser.records.keys()).sort()).toEqual(left.sort())
  })

  it('reads nothing that another build left in another form', async () => {
    const batch = newBatch()
    const first = openTab()
    const good = aFile(batch)
    await first.shelf.keep([good, aFile(batch, 4, { fields: JSON.parse('{"id":"../up"}') })])
    await vi.waitFor(() => expect(first.safe).toHaveLength(2))
    first.close()
    const { shelf } = openTab()
    expect(await shelf.find(1)).toEqual([{ batch, addedAt: 1, ready: 1, lost: [] }])
    expect(keysOf((await shelf.take(batch)) ?? [])).toEqual([good.kept.key])
    expect(browser.bytes.contents.size).toBe(1)
  })

  it('keeps ten thousand in a few transactions', async () => {
    const batch = newBatch()
    const { shelf, safe } = openTab()
    await shelf.keep(Array.from({ length: 10_000 }, () => anAddress(batch)))
    expect(safe).toHaveLength(10_000)
    expect(await browser.records.count()).toBe(10_000)
  })
})
