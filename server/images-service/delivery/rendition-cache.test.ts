import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryUnderTest, HASH, listenFor, startDelivery } from '../testing/delivery-under-test.ts'
import { createDelivery } from './delivery.ts'

let under: DeliveryUnderTest
beforeAll(async () => {
  under = await startDelivery()
})
afterAll(() => under.stop())

describe('the cache of renditions', () => {
  const files = async () =>
    (await readdir(join(under.folder, 'cache'))).filter((name) => !name.startsWith('.'))

  it('makes one file for equal requests at the same time, then serves it', async () => {
    await under.delivery.purge()
    const answers = await Promise.all(Array.from({ length: 20 }, () => under.see('photo/w=77')))
    expect(new Set(answers.map(({ body }) => body.toString('base64'))).size).toBe(1)
    expect(await files()).toHaveLength(1)
    expect((await under.see('photo/w=77')).headers['cf-images']).toBe('internal=ok/h')
  })

  it('makes a file again that somebody took away', async () => {
    await under.see('photo/w=78')
    for (const name of await files()) await rm(join(under.folder, 'cache', name))
    expect((await under.see('photo/w=78')).status).toBe(200)
  })

  it('stays within its bound and forgets the oldest first', async () => {
    const cacheDir = join(under.folder, 'small')
    const small = createDelivery(under.source, { cacheDir, cacheLimitBytes: 6_000 })
    const own = await listenFor(small)
    const base = `http://127.0.0.1:${own.port}/${HASH}/photo`
    for (let width = 100; width < 130; width += 1) {
      expect((await fetch(`${base}/w=${width}`)).status).toBe(200)
    }
    await expect.poll(async () => (await readdir(cacheDir)).length).toBeLessThan(15)
    expect((await fetch(`${base}/w=129`)).headers.get('cf-images')).toBe('internal=ok/h')
    expect((await fetch(`${base}/w=100`)).headers.get('cf-images')).toBe('internal=ok/m')
    own.close()
    await small.close()
  })

  it('is emptied by a purge', async () => {
    await under.see('photo/w=79')
    await under.delivery.purge()
    expect(await files()).toEqual([])
    expect((await under.see('photo/w=79')).headers['cf-images']).toBe('internal=ok/m')
  })
})
