import assert from 'node:assert/strict'
import * as z from 'zod'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import { differences } from '../harness/compare.ts'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { pngOf } from '../harness/pictures.ts'
import { recorded } from '../harness/recorded.ts'
import { WireDirectUpload, WireImage } from '../harness/wire.ts'

/** What the vendor's edge adds says nothing about the API; these do. */
const HEADERS = ['content-type', 'vary', 'cf-cache-status'] as const

/** Recordings that later sources contradict. Their code and text must still be what the envelope says. */
const OUTDATED: Readonly<Record<string, string>> = {
  deleteImageNotFound: 'errors were plain text in 2023; every source from 2024 on shows them in the envelope',
}

const DRAFT_META = {
  type_id: '98a100b4-ff8b-4730-bf86-f9050ea01c14',
  model_id: '98a100b4-fd73-4896-adaa-8718c989ba20',
  model_type: 2,
  environment: 'testing',
}
const EXAMPLE_META = { name: 'Example.jpg', description: 'This is an example image' }
const EDITED_META = { name: 'Example2.jpg', description: 'This is also example image', user_id: '123' }

interface Replay {
  answer: Answer
  /** Instead of the body, where only a part of it was recorded. */
  body?: z.core.util.JSONType
}

const post = async (api: Context, name: string, fields: Record<string, string> = {}): Promise<Answer> =>
  api.tryUpload(await pngOf(8, 8), fields, name)

async function made(api: Context, fields: Record<string, string> = {}): Promise<string> {
  return api.result(await post(api, 'Example.jpg', fields), WireImage).id
}

const Listed = z.object({ result: z.object({ images: z.array(z.record(z.string(), z.json())) }) })

/** The same requests as were recorded, one by one. */
const REPLAYS: Record<string, (api: Context) => Promise<Replay>> = {
  postImage: async (api) => ({
    answer: await post(api, 'Example.jpg', { metadata: JSON.stringify(EXAMPLE_META) }),
  }),
  postImageFromString: async (api) => ({ answer: await post(api, 'test.png') }),
  getImage: async (api) => ({
    answer: await api.api('GET', `/v1/${await made(api, { requireSignedURLs: 'true' })}`),
  }),
  getImageDraft: async (api) => {
    const form = [{ name: 'metadata', value: JSON.stringify(DRAFT_META) }]
    const { id } = api.result(await api.api('POST', '/v2/direct_upload', { form }), WireDirectUpload)
    api.remember(id)
    return { answer: await api.api('GET', `/v1/${id}`) }
  },
  getImages: async (api) => {
    const ids = [
      await made(api, { metadata: JSON.stringify(EXAMPLE_META) }),
      await made(api),
      await made(api),
    ]
    const answer = await api.api('GET', '/v1?page=1&per_page=100')
    const { images } = Listed.parse(answer.json).result
    const ours = ids.map((id) => images.find((image) => image['id'] === id))
    const text = JSON.stringify(answer.json, (key, value: unknown) => (key === 'images' ? ours : value))
    return { answer, body: z.json().parse(JSON.parse(text)) }
  },
  getVariants: async (api) => ({ answer: await api.api('GET', '/v1/variants') }),
  patchImage: async (api) => {
    const id = await made(api, { metadata: JSON.stringify(EXAMPLE_META) })
    const json = { metadata: EDITED_META, requireSignedURLs: false }
    return { answer: await api.api('PATCH', `/v1/${id}`, { json }) }
  },
  postUploadUrl: async (api) => {
    const answer = await api.api('POST', '/v2/direct_upload', { form: [] })
    api.remember(api.result(answer, WireDirectUpload).id)
    return { answer }
  },
  deleteImage: async (api) => ({ answer: await api.api('DELETE', `/v1/${await made(api)}`) }),
  deleteImageNotFound: async (api) => ({
    answer: await api.api('DELETE', '/v1/00000000-0000-4000-8000-000000000000'),
  }),
}

const replays = Object.entries(REPLAYS).map(([name, replay]): ConformanceCase => {
  const outdated = OUTDATED[name]
  return {
    name: `${name} is as recorded${outdated === undefined ? '' : ` (but: ${outdated})`}`,
    needs: name === 'getVariants' ? ['recorded-exchanges', 'own-service'] : ['recorded-exchanges'],
    async run(api) {
      const known = recorded.answers(api.settings.fixturesPath ?? '')[name]
      assert.ok(known !== undefined, 'is not in the recording')
      const { answer, body } = await replay(api)
      assert.equal(answer.status, known.status)
      if (outdated !== undefined) {
        const [, code, text] = /^ERROR (\d+): (.*)\n$/.exec(String(known.body)) ?? []
        assert.equal(api.fault(answer, known.status, Number(code)), text)
        return
      }
      const headers = Object.entries(known.headers).map(([key, value]) => [key.toLowerCase(), value] as const)
      for (const [key, value] of headers) {
        if (HEADERS.some((one) => one === key)) assert.equal(answer.headers[key], value, key)
      }
      assert.deepEqual(differences(known.body, body ?? z.json().parse(answer.json)), [])
    },
  }
})

/** Hand-written or printed bodies tell keys and types, and the wrong ones are known. */
const KNOWN_WRONG = {
  metadata: 'the examples in the documentation say `metadata` where recorded answers say `meta`',
  meta: 'the same',
  result_info: 'null in the examples, absent from recorded answers',
  filename: 'left out of the example of a draft, null in the recorded one',
}

const printed = (
  name: string,
  read: typeof recorded.clientBodies,
  replay: (api: Context) => Promise<Answer>,
): ConformanceCase => ({
  name: `${name} has the keys and types of its example`,
  needs: ['recorded-exchanges'],
  async run(api) {
    const example = read(api.settings.fixturesPath ?? '')[name]
    assert.ok(example !== undefined, 'there is no such example')
    const options = { typesOnly: true, except: KNOWN_WRONG }
    assert.deepEqual(differences(example, z.json().parse((await replay(api)).json), options), [])
  },
})

const hero = { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' }

const withVariant = async (api: Context, work: (answer: Answer) => Promise<Answer>): Promise<Answer> => {
  const json = { id: 'recordedhero', options: hero, neverRequireSignedURLs: true }
  try {
    return await work(await api.api('POST', '/v1/variants', { json }))
  } finally {
    await api.api('DELETE', '/v1/variants/recordedhero')
  }
}

const upload = (api: Context): Promise<Answer> => post(api, 'avatar.png', { metadata: '{"meta":"metaID"}' })
const draft = async (api: Context): Promise<Answer> =>
  (await REPLAYS['postUploadUrl']?.(api))?.answer ?? assert.fail('there is no such replay')

export const recordedExchanges: ConformanceGroup = {
  name: 'recorded exchanges',
  cases: [
    {
      name: 'every recorded exchange is replayed here',
      needs: ['recorded-exchanges'],
      async run(api) {
        const names = Object.keys(recorded.answers(api.settings.fixturesPath ?? ''))
        assert.deepEqual(names.toSorted(), Object.keys(REPLAYS).toSorted())
      },
    },
    ...replays,
    ...[
      printed('variant_single', recorded.clientBodies, (api) => withVariant(api, async (answer) => answer)),
      printed('variant_delete', recorded.clientBodies, (api) =>
        withVariant(api, () => api.api('DELETE', '/v1/variants/recordedhero')),
      ),
    ].map((one) => ({ ...one, needs: ['recorded-exchanges', 'own-service'] as const })),
    printed('image_upload_update_details', recorded.clientBodies, upload),
    printed('direct_upload', recorded.clientBodies, draft),
    printed('upload_custom_id', recorded.documentedBodies, (api) =>
      post(api, 'a.png', { id: `${api.prefix}/recorded` }),
    ),
    printed('direct_upload_v2', recorded.documentedBodies, draft),
    printed('draft_details', recorded.documentedBodies, async (api) =>
      api.api('GET', `/v1/${api.result(await draft(api), WireDirectUpload).id}`),
    ),
    {
      ...printed('batch_token', recorded.documentedBodies, (api) => api.api('GET', '/v1/batch_token')),
      needs: ['recorded-exchanges', 'own-service'],
    },
  ],
}
