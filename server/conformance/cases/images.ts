import assert from 'node:assert/strict'
import * as z from 'zod'
import type { ConformanceGroup } from '../harness/case.ts'
import { pngOf } from '../harness/pictures.ts'
import { WireImage, WirePage, WireStats } from '../harness/wire.ts'

const at = (id: string) => `/v1/${encodeURIComponent(id)}`

/** The exact bytes of ids that clients get wrong. */
const AWKWARD_IDS = [
  'a/b/c.jpg',
  'price 50%.png',
  'naïve/Größe 日本',
  'a+b&c=d?e#f',
  'quote\'n"',
  '100%25',
  'ünï/😀.webp',
  '..a/.b',
]

export const images: ConformanceGroup = {
  name: 'images',
  cases: [
    {
      name: 'an upload answers the image, with no meta when none was given',
      async run(api) {
        const image = await api.upload(await pngOf(8, 8))
        assert.equal(image.filename, 'picture.png')
        assert.equal(image.requireSignedURLs, false)
        assert.ok(!('meta' in image), 'meta must be absent')
        assert.match(image.id, /^[0-9a-f-]{36}$/)
        assert.ok(image.variants.some((url) => url.endsWith(`/${image.id}/public`)))
      },
    },
    {
      name: 'details agree with the upload, field by field',
      async run(api) {
        const image = await api.upload(await pngOf(8, 9), {
          metadata: '{"title":"A","n":{"x":1}}',
          creator: 'ana',
        })
        const again = api.result(await api.api('GET', at(image.id)), WireImage)
        assert.deepEqual(again, image)
        assert.deepEqual(again.meta, { title: 'A', n: { x: 1 } })
        assert.equal(again.creator, 'ana')
      },
    },
    ...AWKWARD_IDS.map((id) => ({
      name: `the custom id ${JSON.stringify(id)} comes back byte for byte, is read and deleted`,
      async run(api: Parameters<ConformanceGroup['cases'][number]['run']>[0]) {
        const custom = `${api.prefix}/${id}`
        const image = await api.upload(await pngOf(4, 4), { id: custom })
        assert.equal(image.id, custom)
        assert.equal(api.result(await api.api('GET', at(custom)), WireImage).id, custom)
        const url = image.variants[0] ?? ''
        assert.equal((await api.deliver(url)).status, 200)
        api.result(await api.api('DELETE', at(custom)), z.strictObject({}))
        api.fault(await api.api('GET', at(custom)), 404, 5404)
      },
    })),
    {
      name: 'a taken custom id answers 409 with 5409, and the first image stays',
      async run(api) {
        const id = `${api.prefix}/taken`
        await api.upload(await pngOf(4, 4), { id })
        api.fault(await api.tryUpload(await pngOf(5, 5), { id }), 409, 5409)
        assert.equal((await api.api('GET', at(id))).status, 200)
      },
    },
    {
      name: 'a private image with a custom id is refused with 5410, at upload and at edit',
      async run(api) {
        const id = `${api.prefix}/open`
        api.fault(await api.tryUpload(await pngOf(4, 4), { id, requireSignedURLs: 'true' }), 400, 5410)
        await api.upload(await pngOf(4, 4), { id })
        api.fault(await api.api('PATCH', at(id), { json: { requireSignedURLs: true } }), 400, 5410)
      },
    },
    ...(
      [
        ['/leading', /start or end/],
        ['trailing/', /start or end/],
        ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', /Must not be UUID/],
        ['report.pdf', /Must not use a non-image file name extension/],
        ['x'.repeat(1025), /1024/],
        ['a/../b', /relative/],
        ['a//b', /empty/],
      ] as const
    ).map(([id, text]) => ({
      name: `the custom id ${JSON.stringify(id.slice(0, 40))} is refused with 5411`,
      async run(api: Parameters<ConformanceGroup['cases'][number]['run']>[0]) {
        assert.match(api.fault(await api.tryUpload(await pngOf(4, 4), { id }), 400, 5411), text)
      },
    })),
    {
      name: 'an id of 1,024 characters is accepted',
      async run(api) {
        const id = `${api.prefix}/${'é'.repeat(1024 - api.prefix.length - 1)}`
        assert.equal((await api.upload(await pngOf(4, 4), { id })).id, id)
      },
    },
    {
      name: 'an edit replaces the metadata whole and keeps what it does not name',
      async run(api) {
        const image = await api.upload(await pngOf(4, 4), { metadata: '{"a":1,"b":2}', creator: 'ana' })
        const edited = api.result(
          await api.api('PATCH', at(image.id), { json: { metadata: { c: 3 } } }),
          WireImage,
        )
        assert.deepEqual(edited.meta, { c: 3 })
        assert.equal(edited.creator, 'ana')
        assert.equal(edited.id, image.id)
      },
    },
    {
      name: 'a change of requireSignedURLs gives a new id, and the old one is gone',
      async run(api) {
        const image = await api.upload(await pngOf(4, 4), { metadata: '{"a":1}' })
        const edited = api.result(
          await api.api('PATCH', at(image.id), { json: { requireSignedURLs: true } }),
          WireImage,
        )
        api.remember(edited.id)
        assert.notEqual(edited.id, image.id)
        assert.equal(edited.requireSignedURLs, true)
        assert.deepEqual(edited.meta, { a: 1 })
        api.fault(await api.api('GET', at(image.id)), 404, 5404)
      },
    },
    {
      name: 'metadata over 1,024 bytes is refused',
      async run(api) {
        const metadata = JSON.stringify({ text: 'é'.repeat(510) })
        api.fault(await api.tryUpload(await pngOf(4, 4), { metadata }), 400, 5400)
      },
    },
    {
      name: 'a delete answers an empty result; a second one 404',
      async run(api) {
        const image = await api.upload(await pngOf(4, 4))
        api.result(await api.api('DELETE', at(image.id)), z.strictObject({}))
        api.fault(await api.api('DELETE', at(image.id)), 404, 5404)
      },
    },
    {
      name: 'the blob is the uploaded file, byte for byte',
      async run(api) {
        const bytes = await pngOf(33, 21)
        const image = await api.upload(bytes)
        const blob = await api.api('GET', `${at(image.id)}/blob`)
        assert.equal(blob.contentType, 'image/png')
        assert.ok(blob.bytes.equals(bytes))
      },
    },
    {
      name: 'the same bytes uploaded twice survive the deletion of one',
      async run(api) {
        const bytes = await pngOf(19, 23)
        const first = await api.upload(bytes)
        const second = await api.upload(bytes)
        await api.api('DELETE', at(first.id))
        assert.ok((await api.api('GET', `${at(second.id)}/blob`)).bytes.equals(bytes))
      },
    },
    {
      name: 'stats count stored images',
      needs: ['own-service'],
      async run(api) {
        const before = api.result(await api.api('GET', '/v1/stats'), WireStats).count.current
        await api.upload(await pngOf(4, 4))
        assert.equal(api.result(await api.api('GET', '/v1/stats'), WireStats).count.current, before + 1)
      },
    },
    {
      name: 'the listing walks every image once, also when rows at its edges are deleted on the way',
      async run(api) {
        const creator = `${api.prefix}-walk`
        const made: string[] = []
        for (let i = 0; i < 9; i++) made.push((await api.upload(await pngOf(3, 3), { creator })).id)
        const newestFirst = made.toReversed()
        const seen: string[] = []
        let token: string | null = ''
        while (token !== null) {
          const from: string = token === '' ? '' : `&continuation_token=${token}`
          const page: z.infer<typeof WirePage> = api.result(
            await api.api('GET', `/v2?per_page=2&creator=${creator}${from}`),
            WirePage,
          )
          seen.push(...page.images.map((image) => image.id))
          token = page.continuation_token ?? null
          const boundary = page.images.at(-1)
          if (boundary !== undefined) await api.api('DELETE', at(boundary.id))
        }
        assert.deepEqual(seen, newestFirst)
      },
    },
    {
      name: 'sort_order asc is the reverse of desc',
      async run(api) {
        const creator = `${api.prefix}-sort`
        for (let i = 0; i < 3; i++) await api.upload(await pngOf(3, 3), { creator })
        const ids = async (order: string) =>
          api
            .result(await api.api('GET', `/v2?creator=${creator}&sort_order=${order}`), WirePage)
            .images.map((image) => image.id)
        assert.deepEqual(await ids('asc'), (await ids('desc')).toReversed())
      },
    },
    {
      name: 'the deprecated listing pages by number',
      async run(api) {
        const creator = `${api.prefix}-v1`
        for (let i = 0; i < 3; i++) await api.upload(await pngOf(3, 3), { creator })
        const page = api.result(await api.api('GET', `/v1?creator=${creator}&per_page=2&page=2`), WirePage)
        assert.equal(page.images.length, 1)
      },
    },
  ],
}
