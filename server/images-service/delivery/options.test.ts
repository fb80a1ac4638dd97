import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryUnderTest, sizeOf, startDelivery } from '../testing/delivery-under-test.ts'

let under: DeliveryUnderTest
beforeAll(async () => {
  under = await startDelivery()
})
afterAll(() => under.stop())

describe('options', () => {
  it.each([
    ['w=100', '100x67 jpeg'],
    ['width=100,height=100,fit=cover', '100x100 jpeg'],
    ['w=50,dpr=2', '100x67 jpeg'],
    ['w=50,dpr=9', '100x67 jpeg'],
    ['w=900', '600x400 jpeg'],
    ['w=900,fit=contain', '900x600 jpeg'],
    ['w=1200,h=1200,fit=aspect-crop', '400x400 jpeg'],
    ['w=100,h=300,fit=squeeze', '100x300 jpeg'],
    ['w=1200,fit=scale-up', '1200x800 jpeg'],
    ['rotate=90,w=100', '100x150 jpeg'],
    ['rotate=90', '400x600 jpeg'],
    ['trim=10;20;30;40', '540x360 jpeg'],
    ['trim=10;20;30;40,dpr=2', '480x320 jpeg'],
    ['trim.left=100,trim.width=200,trim.height=50', '200x50 jpeg'],
    ['f=png,w=60', '60x40 png'],
    ['f=webp,w=60', '60x40 webp'],
    ['f=avif,w=60', '60x40 heif'],
    ['f=baseline-jpeg,w=60', '60x40 jpeg'],
    ['w=60,q=low', '60x40 jpeg'],
    ['w=60,h=60,fit=crop,g=auto', '60x60 jpeg'],
    [
      'w=60,h=60,fit=cover,gravity=0.2x0.9,blur=20,sharpen=2,brightness=1.2,gamma=1.1,saturation=0',
      '60x60 jpeg',
    ],
    ['w=60,h=60,fit=pad,background=rgb%281%2C2%2C3%29', '60x60 jpeg'],
    ['w=60%2Ch=30%2Cfit=squeeze', '60x30 jpeg'],
  ])('%s gives %s', async (options, expected) => {
    const answer = await under.see(`photo/${options}`)
    expect([answer.status, await sizeOf(answer)]).toEqual([200, expected])
    expect(answer.headers['warning']).toBeUndefined()
  })

  it.each([
    ['w=abc', 'width is not valid'],
    ['w=60,fit=nonsense', 'fit is not valid'],
    ['w=60,fit=cover', 'cover fit mode needs both width and height'],
    ['w=60,made=up', 'unknown option made'],
    ['w=60,constructor=1', 'unknown option constructor'],
  ])('%s is answered, with a warning', async (options, warning) => {
    const answer = await under.see(`photo/${options}`)
    expect([answer.status, answer.headers['warning']]).toEqual([200, `cf-images 299 "${warning}"`])
  })

  it('describe the picture with format=json', async () => {
    const answer = await under.see('photo/format=json,w=60')
    expect(answer.headers['content-type']).toBe('application/json')
    expect(JSON.parse(answer.body.toString())).toEqual({
      width: 60,
      height: 40,
      original: {
        file_size: under.images.get('photo')?.source?.sizeBytes,
        width: 600,
        height: 400,
        format: 'image/jpeg',
      },
    })
  })

  it('take the width from a client hint', async () => {
    expect(await sizeOf(await under.see('photo/w=auto', { 'sec-ch-width': '90' }))).toBe('90x60 jpeg')
    expect(await sizeOf(await under.see('photo/w=auto'))).toBe('600x400 jpeg')
  })
})
