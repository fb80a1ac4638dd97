import type { ConformanceGroup } from '../harness/case.ts'
import { jpegOf, pngOf } from '../harness/pictures.ts'
import { signPath } from '../harness/signature.ts'
import { WireDirectUpload, WireImage, WireKeys, WirePage } from '../harness/wire.ts'

/** T22: bodies that look like one type and are another, and names every JavaScript object has. */
const CONFUSED_EDITS = [
  '{"metadata":[]}',
  '{"metadata":"text"}',
  '{"requireSignedURLs":"true"}',
  '{"requireSignedURLs":{}}',
  '{"creator":["a"]}',
  '{"creator":{"toString":"a"}}',
  '[]',
  '"text"',
  '{"metadata":',
]

export const races: ConformanceGroup = {
  name: 'races and confusion',
  cases: [
    {
      name: 'of six uploads with one custom id exactly one succeeds, the others answer 409',
      async run(api) {
        const id = `${api.prefix}/race`
        const bytes = await pngOf(8, 8)
        const answers = await Promise.all(Array.from({ length: 6 }, () => api.tryUpload(bytes, { id })))
        const statuses = answers.map((answer) => answer.status).sort()
        if (statuses.join() !== '200,409,409,409,409,409') throw new Error(`got ${statuses.join()}`)
      },
    },
    {
      name: 'of four uploads to a one-time URL at the same time exactly one succeeds',
      async run(api) {
        const made = api.result(await api.api('POST', '/v2/direct_upload', { form: [] }), WireDirectUpload)
        api.remember(made.id)
        const { origin } = new URL(made.uploadURL)
        const bytes = await pngOf(9, 9)
        const form = [{ name: 'file', value: bytes, filename: 'a.png', contentType: 'image/png' }]
        const path = made.uploadURL.slice(origin.length)
        const answers = await Promise.all(
          Array.from({ length: 4 }, () => api.send(origin, 'POST', path, null, { form })),
        )
        const good = answers.filter((answer) => answer.status === 200)
        if (good.length !== 1) throw new Error(`${good.length} of 4 succeeded`)
        if (answers.some((answer) => answer.status >= 500)) throw new Error('a loser got a server error')
      },
    },
    {
      name: 'T22: edits of the wrong type are refused and change nothing',
      async run(api) {
        const image = await api.upload(await pngOf(8, 8), { creator: api.prefix })
        const path = `/v1/${image.id}`
        for (const body of CONFUSED_EDITS) {
          const headers = { 'content-type': 'application/json' }
          const answer = await api.api('PATCH', path, { headers, rawBody: body })
          if (answer.status < 400 || answer.status > 499) throw new Error(`${body} answered ${answer.status}`)
        }
        const after = api.result(await api.api('GET', path), WireImage)
        if (JSON.stringify(after) !== JSON.stringify(image)) throw new Error('the image changed')
      },
    },
    {
      name: 'T22: metadata and filters may name what every object has',
      async run(api) {
        const creator = `${api.prefix}-proto`
        const metadata = '{"__proto__":{"polluted":"yes"},"constructor":"c"}'
        await api.upload(await pngOf(8, 8), { creator, metadata })
        for (const [filter, count] of [
          ['meta.constructor[eq:string]=c', 1],
          ['meta.toString[eq:string]=x', 0],
          ['meta.polluted[eq:string]=yes', 0],
        ] as const) {
          const answer = await api.api('GET', `/v2?creator=${creator}&${filter}`)
          const found = api.result(answer, WirePage).images.length
          if (found !== count) throw new Error(`${filter} found ${found}`)
        }
      },
    },
    {
      name: 'images uploaded while somebody pages neither appear behind the page nor repeat',
      async run(api) {
        const creator = `${api.prefix}-inserts`
        const bytes = await jpegOf(8, 8)
        const first = new Set<string>()
        for (let n = 0; n < 6; n++) first.add((await api.upload(bytes, { creator })).id)
        const seen: string[] = []
        let token: string | null | undefined
        do {
          const more = token ? `&continuation_token=${encodeURIComponent(token)}` : ''
          const page = api.result(await api.api('GET', `/v2?per_page=2&creator=${creator}${more}`), WirePage)
          seen.push(...page.images.map((image) => image.id))
          token = page.continuation_token
          await api.upload(bytes, { creator })
        } while (token && seen.length < 20)
        if (seen.length !== 6 || seen.some((id) => !first.has(id))) throw new Error(`saw ${seen.length} rows`)
      },
    },
    {
      name: 'a deleted signing key invalidates the URLs it signed, at once',
      needs: ['own-service'],
      async run(api) {
        const image = await api.upload(await pngOf(8, 8), { requireSignedURLs: 'true' })
        const url = new URL(image.variants.find((variant) => variant.endsWith('/public')) ?? '')
        const { keys } = api.result(await api.api('PUT', '/v1/keys/shortlived'), WireKeys)
        const value = keys.find((key) => key.name === 'shortlived')?.value ?? ''
        const signed = url.origin + signPath(url.pathname, value, Math.floor(Date.now() / 1000) + 600)
        const before = await api.deliver(signed)
        await api.api('DELETE', '/v1/keys/shortlived')
        const after = await api.deliver(signed)
        if (before.status !== 200 || after.status !== 403) {
          throw new Error(`${before.status} before, ${after.status} after`)
        }
      },
    },
  ],
}
