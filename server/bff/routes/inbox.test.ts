import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** What each image's metadata is upstream; `null` for one that is gone. */
const metadata = new Map<string, object | null>()
const written: string[] = []
let count: () => Promise<number | null> = () => Promise.resolve(null)
let desk: RunningDesk

beforeAll(async () => {
  desk = await startDesk(
    async (req, res) => {
      const id = req.url?.split('/').at(-1) ?? ''
      let body = ''
      for await (const chunk of req) body += chunk
      if (req.method === 'PATCH') {
        written.push(body)
        metadata.set(id, JSON.parse(body).metadata)
      }
      const meta = metadata.get(id) ?? null
      res.writeHead(meta === null ? 404 : 200, { 'content-type': 'application/json' })
      const image = { id, uploaded: '2026-01-01T00:00:00.000Z', meta, variants: [] }
      res.end(
        JSON.stringify(
          meta === null
            ? { success: false, errors: [{ code: 5404, message: 'Image not found' }], result: null }
            : { success: true, result: image },
        ),
      )
    },
    { countView: () => count() },
  )
})
afterAll(() => desk.close())
beforeEach(() => {
  metadata.clear()
  written.length = 0
})

async function accept(...ids: unknown[]) {
  const answer = await fetch(`${desk.base}/api/inbox/accept`, {
    method: 'POST',
    headers: { ...desk.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ids }),
  })
  return { status: answer.status, body: await answer.json() }
}

test('accepting takes off the mark as it is upstream now, and leaves every other field as it is', async () => {
  metadata.set('a', { folder: 'x', desk_inbox: 'L', added: { by: ['a colleague', 1, null] } })
  metadata.set('b', JSON.parse('{"desk_inbox":"L","__proto__":{"kept":true},"n":0}'))
  metadata.set('c', { folder: 'x' })
  expect(await accept('a', 'b', 'c', 'a')).toEqual({
    status: 200,
    body: { accepted: expect.arrayContaining(['a', 'b', 'c']), failed: [] },
  })
  expect(written.toSorted()).toEqual([
    '{"metadata":{"__proto__":{"kept":true},"n":0}}',
    '{"metadata":{"folder":"x","added":{"by":["a colleague",1,null]}}}',
  ])
})

test('one that fails is told, the others are accepted', async () => {
  metadata.set('a', { desk_inbox: 'L' })
  const { body } = await accept('gone', 'a')
  expect(body).toMatchObject({ accepted: ['a'], failed: [{ id: 'gone' }] })
  expect(written).toEqual(['{"metadata":{}}'])
})

test.each([[[]], [['..']], [[1]], [Array.from({ length: 51 }, (_, i) => `id-${i}`)]])(
  'a wrong list is refused whole',
  async (ids) => {
    expect((await accept(...ids)).status).toBe(400)
    expect(written).toEqual([])
  },
)

test('the count is the library’s, or none', async () => {
  const asked = async () => (await fetch(`${desk.base}/api/inbox`)).json()
  count = () => Promise.resolve(12)
  expect(await asked()).toEqual({ waiting: 12 })
  count = () => Promise.reject(new Error('no'))
  expect(await asked()).toEqual({ waiting: null })
})
