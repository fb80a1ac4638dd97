import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { DEFAULT_METADATA_FIELDS, MetadataFields } from '#contract/metadata-fields.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.destroy())
})
afterAll(() => desk.close())

const read = async () =>
  MetadataFields.parse(
    await (await fetch(desk.base + endpoints.metadataFields, { headers: desk.headers })).json(),
  )

const put = (body: object, headers: Record<string, string> = desk.headers) =>
  fetch(desk.base + endpoints.metadataFields, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('the fields of the team are kept in their order; who saves over a colleague is told, and nothing is lost', async () => {
  const first = await read()
  expect(first).toEqual({ version: 0, fields: [...DEFAULT_METADATA_FIELDS] })

  const theirs = { ...first, fields: [...first.fields].reverse() }
  expect(await (await put(theirs)).json()).toEqual({ ...theirs, version: 1 })

  const mine = await put({ ...first, fields: [] })
  expect(mine.status).toBe(409)
  expect(await mine.json()).toMatchObject({ kind: 'conflict', fields: { version: expect.any(String) } })
  expect(await read()).toEqual({ ...theirs, version: 1 })

  expect((await put({ version: 1, fields: [] })).status).toBe(200)
  expect(await read()).toEqual({ version: 2, fields: [] })
})

test('a wrong field is named, and a foreign page can set nothing', async () => {
  const before = await read()
  const [title] = DEFAULT_METADATA_FIELDS
  const wrong = await put({ ...before, fields: [title, { ...title, key: '' }] })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ fields: { 'fields.1.key': expect.any(String) } })
  expect((await put({ ...before, fields: [] }, {})).status).toBe(403)
  expect(await read()).toEqual(before)
})
