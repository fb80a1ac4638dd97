import assert from 'node:assert/strict'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { gifHead, jpegOfBytes, pngOf } from '../harness/pictures.ts'
import { WireDirectUpload, WireImage } from '../harness/wire.ts'

/** The megabyte of the documentation is not defined; clients in use send up to this. */
const TEN_MEGABYTES = 10 * 1024 * 1024

/** A JSON object of exactly so many bytes. */
const metadataOf = (sizeBytes: number): string => {
  const empty = JSON.stringify({ text: '' }).length
  return JSON.stringify({ text: 'm'.repeat(sizeBytes - empty) })
}

const withField =
  (name: string, value: string) =>
  async (api: Context): Promise<Answer> =>
    api.tryUpload(await pngOf(4, 4), { [name]: value })

const variant =
  (id: string, options: Record<string, unknown> = {}) =>
  async (api: Context): Promise<Answer> => {
    const json = { id, options: { fit: 'cover', width: 10, metadata: 'none', ...options } }
    const answer = await api.api('POST', '/v1/variants', { json })
    if (answer.status === 200) await api.api('DELETE', `/v1/variants/${id}`)
    return answer
  }

const switches =
  (browserTtl: number) =>
  async (api: Context): Promise<Answer> => {
    const answer = await api.api('PATCH', '/v1/config', { json: { browser_ttl: browserTtl } })
    await api.api('PATCH', '/v1/config', { json: { browser_ttl: null } })
    return answer
  }

const key =
  (name: string) =>
  async (api: Context): Promise<Answer> => {
    const answer = await api.api('PUT', `/v1/keys/${name}`)
    await api.api('DELETE', `/v1/keys/${name}`)
    return answer
  }

const jpegUpload =
  (sizeBytes: number) =>
  async (api: Context): Promise<Answer> =>
    api.tryUpload(await jpegOfBytes(sizeBytes), {}, 'large.jpg', 'image/jpeg')

const gifUpload =
  (frames: number) =>
  (api: Context): Promise<Answer> =>
    api.tryUpload(gifHead(1000, 1000, frames), {}, 'long.gif', 'image/gif')

/** What is just within, what is just beyond, and what the latter answers. */
const EDGES: readonly {
  what: string
  within: (api: Context) => Promise<Answer>
  beyond: (api: Context) => Promise<Answer>
  status: number
  code: number
  ownServiceOnly?: true
}[] = [
  {
    what: '10 MB of a file',
    within: jpegUpload(TEN_MEGABYTES),
    beyond: jpegUpload(TEN_MEGABYTES + 1),
    status: 413,
    code: 5413,
  },
  {
    what: '100 megapixels of an animation, all frames together',
    within: gifUpload(100),
    beyond: gifUpload(101),
    status: 413,
    code: 5443,
  },
  {
    what: '1,024 bytes of metadata',
    within: withField('metadata', metadataOf(1024)),
    beyond: withField('metadata', metadataOf(1025)),
    status: 400,
    code: 5400,
  },
  {
    what: '1,024 characters of a creator',
    within: withField('creator', 'c'.repeat(1024)),
    beyond: withField('creator', 'c'.repeat(1025)),
    status: 400,
    code: 5400,
  },
  {
    what: '99 characters of a variant name',
    within: variant('v'.repeat(99)),
    beyond: variant('v'.repeat(100)),
    status: 400,
    code: 5400,
    ownServiceOnly: true,
  },
  {
    what: '12,000 pixels of a variant',
    within: variant('wide', { width: 12_000 }),
    beyond: variant('wide', { width: 12_001 }),
    status: 400,
    code: 5400,
    ownServiceOnly: true,
  },
  {
    what: '250 of blur',
    within: variant('blurred', { blur: 250 }),
    beyond: variant('blurred', { blur: 251 }),
    status: 400,
    code: 5400,
    ownServiceOnly: true,
  },
  ...[
    { what: 'an hour of browser_ttl', least: 3600, step: -1 },
    { what: 'a year of browser_ttl', least: 31_536_000, step: 1 },
  ].flatMap(({ what, least, step }) =>
    [
      { of: 'a variant', set: (seconds: number) => variant('kept', { browser_ttl: seconds }) },
      { of: 'the account', set: switches },
    ].map(({ of, set }) => ({
      what: `${what} of ${of}`,
      within: set(least),
      beyond: set(least + step),
      status: 400,
      code: 5400,
      ownServiceOnly: true as const,
    })),
  ),
  {
    what: '20 characters of a signing key name',
    within: key('k'.repeat(20)),
    beyond: key('k'.repeat(21)),
    status: 400,
    code: 5400,
    ownServiceOnly: true,
  },
]

export const limits: ConformanceGroup = {
  name: 'limits',
  cases: [
    ...EDGES.map(
      ({ what, within, beyond, status, code, ownServiceOnly }): ConformanceCase => ({
        name: `exactly ${what} is accepted, one more answers ${code}`,
        needs: ownServiceOnly ? ['own-service'] : [],
        async run(api) {
          const answer = await within(api)
          assert.equal(answer.status, 200, answer.text.slice(0, 300))
          api.fault(await beyond(api), status, code)
        },
      }),
    ),
    {
      name: 'the bytes of a file of 10 MB come back',
      async run(api) {
        const bytes = await jpegOfBytes(TEN_MEGABYTES)
        const image = await api.upload(bytes, {}, 'large.jpg', 'image/jpeg')
        assert.ok((await api.api('GET', `/v1/${image.id}/blob`)).bytes.equals(bytes))
      },
    },
    {
      name: 'a file over 10 MB to a one-time URL answers 5413 and leaves the URL usable',
      async run(api) {
        const made = api.result(await api.api('POST', '/v2/direct_upload', { form: [] }), WireDirectUpload)
        api.remember(made.id)
        const url = new URL(made.uploadURL)
        const send = (value: Buffer) =>
          api.send(url.origin, 'POST', url.pathname, null, {
            form: [{ name: 'file', value, filename: 'a.jpg', contentType: 'image/jpeg' }],
          })
        api.fault(await send(await jpegOfBytes(TEN_MEGABYTES + 1)), 413, 5413)
        assert.equal(api.result(await send(await jpegOfBytes(9000)), WireImage).id, made.id)
      },
    },
    {
      name: 'a file name keeps 255 characters',
      async run(api) {
        const name = `${'n'.repeat(251)}.png`
        assert.equal((await api.upload(await pngOf(4, 4), {}, name)).filename, name)
        assert.equal((await api.upload(await pngOf(4, 4), {}, `${name}x`)).filename?.length, 255)
      },
    },
  ],
}
