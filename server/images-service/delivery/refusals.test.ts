import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeliveryUnderTest, startDelivery } from '../testing/delivery-under-test.ts'

let under: DeliveryUnderTest
beforeAll(async () => {
  under = await startDelivery()
})
afterAll(() => under.stop())
beforeEach(() => {
  Object.assign(under.config, { flexible_variants: true, browser_ttl: null })
})

describe('refusals', () => {
  it.each([
    ['photo/absent', 403, 9425, "Image access denied: This account doesn't have variant with this name"],
    ['absent/public', 404, 9404, 'Image not found'],
    ['draft/public', 404, 9404, 'Image not found'],
    ['photo', 404, 9431, 'Not found'],
    ['photo/', 404, 9431, 'Not found'],
    ['ph%ffoto/public', 403, 9426, 'The URL has an invalid text part'],
    ['ph%00oto/public', 403, 9426, 'The URL has an invalid text part'],
    ['phone/public', 415, 9520, 'Original image has unsupported format: no decoder for HEIC'],
    ['broken/public', 422, 9516, 'Error during decoding: the image may be incomplete or damaged'],
    ['photo/segment=foreground', 400, 9432, 'Bad request: segment is not available'],
    ['photo/w=100,upscale=generate', 400, 9432, 'Bad request: upscale=generate is not available'],
    ['photo/what=ever', 400, 9401, 'Missing or invalid resizing parameters: no known option'],
    ['photo/trim=0;600;0;0', 400, 9401, 'Missing or invalid resizing parameters: nothing is left after trim'],
    [
      'photo/w=20000,fit=contain',
      403,
      9413,
      'The image is too large: a side of 20000x13333 exceeds 12,000 pixels',
    ],
    ['../../etc/passwd/public', 404, 9404, 'Image not found'],
    ['__proto__/public', 404, 9404, 'Image not found'],
  ])('%s is %i with code %i', async (rest, status, code, message) => {
    const answer = await under.see(rest)
    expect([answer.status, answer.body.toString()]).toEqual([status, `ERROR ${code}: ${message}\n`])
    expect(answer.headers).toMatchObject({
      'cf-images': `err=${code}`,
      'content-type': 'text/plain;charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  it('of another account is 9427', async () => {
    expect((await under.get('/somebody/photo/public')).headers['cf-images']).toBe('err=9427')
  })

  it('of options is 9429 while flexible variants are off', async () => {
    under.config.flexible_variants = false
    expect((await under.see('photo/w=20,f=auto')).headers['cf-images']).toBe('err=9429')
    expect((await under.see('photo/public')).status).toBe(200)
  })
})
