import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type DeliveryUnderTest,
  HASH,
  KEYS,
  PRIVATE_ID,
  sign,
  startDelivery,
} from '../testing/delivery-under-test.ts'

let under: DeliveryUnderTest
beforeAll(async () => {
  under = await startDelivery()
})
afterAll(() => under.stop())

describe('private images', () => {
  const path = `/${HASH}/${PRIVATE_ID}/public`
  const soon = () => Math.floor(Date.now() / 1000) + 900

  it.each(KEYS)('open with a signature of any key: %s', async (key) => {
    const answer = await under.get(sign(path, key, soon()))
    expect(answer.status).toBe(200)
    const maxAge = Number(/^public, max-age=(\d+)$/.exec(String(answer.headers['cache-control']))?.[1])
    expect(maxAge > 800 && maxAge <= 900).toBe(true)
    const lasting = await under.get(sign(path, key))
    expect([lasting.status, lasting.headers['cache-control']]).toEqual([200, 'public, max-age=3600'])
  })

  it('sign the path as it was sent, escapes and all', async () => {
    await under.addImage('a b', Buffer.from('x'), { format: 'heic' }, true)
    expect((await under.get(sign(`/${HASH}/a%20b/public`, KEYS[0] ?? ''))).status).toBe(415)
    expect((await under.get(sign(`/${HASH}/a b/public`, KEYS[0] ?? '').replace('a b', 'a%20b'))).status).toBe(
      403,
    )
  })

  it('stay closed to everything else', async () => {
    const key = KEYS[0] ?? ''
    const good = sign(path, key, soon())
    for (const target of [
      path,
      `${path}?sig=`,
      `${path}?sig=${'0'.repeat(64)}`,
      sign(path, 'another key', soon()),
      sign(path, key, soon() - 1800),
      good.replace('exp=', 'exp=9'),
      good.replace('/public', '/square'),
      good.replace(/exp=\d+&/, ''),
      `${good}&x=1`,
      sign(`/${HASH}/${PRIVATE_ID}/w=10`, key, soon()),
    ]) {
      const answer = await under.get(target)
      expect([target, answer.status, answer.headers['cf-images']]).toEqual([target, 403, 'err=9425'])
    }
  })

  it('are open in variants that never require signatures', async () => {
    expect((await under.see(`${PRIVATE_ID}/open`)).status).toBe(200)
  })
})
