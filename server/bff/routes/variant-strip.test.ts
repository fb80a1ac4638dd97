import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { StripSettings } from '#contract/variant-strip.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.destroy())
})
afterAll(() => desk.close())

const read = async () =>
  StripSettings.parse(
    await (await fetch(desk.base + endpoints.variantStrip, { headers: desk.headers })).json(),
  ).images

const change = (body: object, headers: Record<string, string> = desk.headers) =>
  fetch(desk.base + endpoints.variantStrip, {
    method: 'PATCH',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('each place is changed by itself; an image stands in one at most', async () => {
  expect(await read()).toEqual({})
  await change({ place: 'tiny', image: 'logos/a' })
  const answer = await change({ place: 'portrait', image: 'people/ana' })
  expect(await answer.json()).toEqual({ images: { tiny: 'logos/a', portrait: 'people/ana' } })

  await change({ place: 'square', image: 'logos/a' })
  expect(await read()).toEqual({ square: 'logos/a', portrait: 'people/ana' })

  await change({ place: 'portrait', image: null })
  await change({ place: 'panorama', image: null })
  expect(await read()).toEqual({ square: 'logos/a' })
})

test('what is no place or no image is refused, as is a foreign page', async () => {
  const before = await read()
  for (const wrong of [
    { place: 'round', image: 'a' },
    { place: 'tiny', image: '' },
    { place: 'tiny' },
    { place: 'tiny', image: 'a', size: 1 },
  ]) {
    expect((await change(wrong)).status).toBe(400)
  }
  expect((await change({ place: 'tiny', image: 'a' }, {})).status).toBe(403)
  expect(await read()).toEqual(before)
})
