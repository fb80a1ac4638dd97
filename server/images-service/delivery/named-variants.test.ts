import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeliveryUnderTest, HASH, sizeOf, startDelivery } from '../testing/delivery-under-test.ts'

let under: DeliveryUnderTest
beforeAll(async () => {
  under = await startDelivery()
})
afterAll(() => under.stop())
beforeEach(() => {
  Object.assign(under.config, { flexible_variants: true, browser_ttl: null })
})

describe('named variants', () => {
  it('are delivered in their size with the documented headers', async () => {
    const answer = await under.see('photo/public')
    expect(answer.status).toBe(200)
    expect(await sizeOf(answer)).toBe('300x200 jpeg')
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(answer.body.length),
      'cache-control': 'public, max-age=172800, stale-while-revalidate=7200',
      vary: 'accept',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers['etag']).toMatch(/^"cf-[\da-f]+:[\da-f]+"$/)
  })

  it('take the browser ttl of the variant, then of the account, then two days', async () => {
    under.config.browser_ttl = 3600
    expect((await under.see('photo/square')).headers['cache-control']).toContain('max-age=7200,')
    expect((await under.see('photo/public')).headers['cache-control']).toContain('max-age=3600,')
  })

  it.each([
    ['image/avif,image/webp,*/*', 'image/avif'],
    ['image/webp', 'image/webp'],
    ['image/webp;q=0,*/*', 'image/jpeg'],
    ['image/*', 'image/jpeg'],
  ])('follow Accept: %s', async (accept, type) => {
    expect((await under.see('photo/public', { accept })).headers['content-type']).toBe(type)
  })

  it('prefer JPEG for an opaque PNG', async () => {
    expect((await under.see('opaque.png/public')).headers['content-type']).toBe('image/jpeg')
  })

  it('find ids with slashes, spaces, percent signs and letters of any script', async () => {
    const id = 'campaign/spring%20100%25/%C3%A4%20b.jpg'
    expect((await under.see(`${id}/public`)).status).toBe(200)
    expect((await under.get(`/cdn-cgi/imagedelivery/${HASH}/${id}/square`)).status).toBe(200)
  })

  it('answer HEAD without a body and 304 to a known tag', async () => {
    const { headers, body } = await under.see('photo/public')
    const head = await under.get(`/${HASH}/photo/public`, {}, 'HEAD')
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      String(body.length),
    ])
    const again = await under.see('photo/public', {
      'if-none-match': `"other", W/${String(headers['etag'])}`,
    })
    expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, headers['etag']])
    expect((await under.get(`/${HASH}/photo/public`, {}, 'POST')).status).toBe(405)
  })

  it('keep an animation moving', async () => {
    const still = await sharp((await under.see('moving/w=20,anim=false')).body, { animated: true }).metadata()
    const moving = await sharp((await under.see('moving/public', { accept: 'image/webp' })).body, {
      animated: true,
    }).metadata()
    expect([still.pages ?? 1, moving.pages]).toEqual([1, 2])
  })

  it('send an SVG clean, whatever is asked of it', async () => {
    for (const last of ['public', 'square', 'w=10,f=png']) {
      const answer = await under.see(`drawing/${last}`)
      expect(answer.headers['content-type']).toBe('image/svg+xml')
      expect(answer.headers['content-security-policy']).toContain('sandbox')
      expect(answer.body.toString()).toBe('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    }
  })
})
