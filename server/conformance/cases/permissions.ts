import assert from 'node:assert/strict'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import { pngOf } from '../harness/pictures.ts'
import { hero } from './provocations.ts'

interface CallOptions {
  json?: unknown
  form?: []
}

const NO_IMAGE = '/v1/00000000-0000-4000-8000-000000000000'

/** By the token groups of the schema; signing keys are readable with Images Read, values included. */
const READS = [
  '/v1',
  '/v2',
  '/v1/stats',
  '/v1/keys',
  '/v1/variants',
  '/v1/variants/public',
  '/v1/variants/public/flat',
  NO_IMAGE,
  `${NO_IMAGE}/blob`,
]

const WRITES: readonly (readonly [string, string, CallOptions])[] = [
  ['POST', '/v1', { form: [] }],
  ['PATCH', NO_IMAGE, { json: { creator: 'x' } }],
  ['DELETE', NO_IMAGE, {}],
  ['POST', '/v1/variants', { json: { id: 'never', options: hero } }],
  ['PATCH', '/v1/variants/public', { json: { options: hero } }],
  ['DELETE', '/v1/variants/never', {}],
  ['POST', '/v1/direct_upload', { json: {} }],
  ['POST', '/v2/direct_upload', { form: [] }],
]

export const permissions: ConformanceGroup = {
  name: 'permissions',
  cases: [
    ...READS.map(
      (path): ConformanceCase => ({
        name: `a token that may read may GET ${path}`,
        needs: ['read-token'],
        async run(api) {
          const answer = await api.api('GET', path, { token: api.settings.readToken ?? '' })
          assert.equal(answer.status, path.startsWith(NO_IMAGE) ? 404 : 200)
        },
      }),
    ),
    ...WRITES.map(
      ([method, path, options]): ConformanceCase => ({
        name: `a token that may read is refused ${method} ${path} with 403 and 10000`,
        needs: ['read-token'],
        async run(api) {
          const token = api.settings.readToken ?? ''
          api.fault(await api.api(method, path, { ...options, token }), 403, 10000)
        },
      }),
    ),
    {
      name: 'a token that may nothing is refused every call with 403 and 10000',
      needs: ['another-service'],
      async run(api) {
        await api.withAnother({}, async (target) => {
          const token = target.powerlessToken
          for (const path of READS) api.fault(await api.api('GET', path, { target, token }), 403, 10000)
          for (const [method, path, options] of WRITES) {
            api.fault(await api.api(method, path, { ...options, target, token }), 403, 10000)
          }
        })
      },
    },
    {
      name: 'what a token may not do is not done',
      needs: ['read-token'],
      async run(api) {
        const image = await api.upload(await pngOf(5, 5))
        const token = api.settings.readToken ?? ''
        await api.api('DELETE', `/v1/${image.id}`, { token })
        await api.api('PATCH', `/v1/${image.id}`, { token, json: { creator: 'somebody' } })
        assert.deepEqual((await api.api('GET', `/v1/${image.id}`)).json, {
          result: image,
          success: true,
          errors: [],
          messages: [],
        })
      },
    },
  ],
}
