import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { pngOf } from '../harness/pictures.ts'

/** Codes of the reference between 9401 and 9432 that no request of ours can bring about. */
const OUT_OF_REACH: Readonly<Record<number, string>> = {
  9402: 'remote origins only',
  9403: 'remote origins only',
  9406: 'remote origins only',
  9407: 'remote origins only',
  9408: 'remote origins only',
  9412: 'told of a remote source that is no image; what is no image is not stored here (5455)',
  9416: 'a failed download; hosted pictures are not downloaded',
  9419: 'remote origins only',
  9420: 'remote origins only',
  9421: 'remote origins only',
  9422: 'free transformations of remote pictures used up',
  9424: 'remote origins only',
}

async function publicUrl(api: Context, fields: Record<string, string> = {}): Promise<string> {
  const image = await api.upload(await pngOf(100, 80), fields)
  return image.variants.find((url) => url.endsWith('/public')) ?? ''
}

const last = (url: string, segment: string): string => url.replace(/[^/]+$/, segment)

interface Refusal {
  status: number
  code: number
  what: string
  /** With flexible variants on. */
  flexible?: true
  provoke(api: Context): Promise<Answer>
}

const withOptions = (status: number, code: number, what: string, options: string): Refusal => ({
  status,
  code,
  what,
  flexible: true,
  provoke: async (api) => api.deliver(last(await publicUrl(api), options)),
})

const REFUSALS: readonly Refusal[] = [
  withOptions(400, 9401, 'no known option', 'nonsense=1'),
  withOptions(400, 9401, 'an option without a name', '=1'),
  withOptions(400, 9401, 'a trim that leaves nothing', 'trim=80;0;80;0'),
  withOptions(403, 9413, 'a side enlarged over 12,000 pixels', 'w=13000,fit=contain'),
  withOptions(403, 9413, 'an area over 100 megapixels', 'w=11000,h=11000,fit=cover'),
  withOptions(403, 9413, 'pad over 100 megapixels', 'w=11000,h=11000,fit=pad'),
  withOptions(400, 9432, 'background removal, which has no model here', 'segment=foreground'),
  withOptions(400, 9432, 'enlarging by a model', 'w=500,upscale=generate'),
  {
    status: 404,
    code: 9404,
    what: 'a missing image',
    provoke: async (api) =>
      api.deliver(
        (await publicUrl(api)).replace(/[^/]+\/public$/, '00000000-0000-4000-8000-000000000000/public'),
      ),
  },
  {
    status: 404,
    code: 9404,
    what: 'a draft, which has no bytes',
    provoke: async (api) => {
      const url = await publicUrl(api)
      const made = await api.api('POST', '/v2/direct_upload', { form: [] })
      const id = /"id": ?"([^"]+)"/.exec(made.text)?.[1] ?? ''
      api.remember(id)
      return api.deliver(url.replace(/[^/]+\/public$/, `${id}/public`))
    },
  },
  {
    status: 403,
    code: 9425,
    what: 'an unknown variant',
    provoke: async (api) => api.deliver(last(await publicUrl(api), 'nosuch')),
  },
  {
    status: 403,
    code: 9425,
    what: 'a private image without a signature',
    provoke: async (api) => api.deliver(await publicUrl(api, { requireSignedURLs: 'true' })),
  },
  {
    status: 403,
    code: 9425,
    what: 'options on a private image',
    flexible: true,
    provoke: async (api) => api.deliver(last(await publicUrl(api, { requireSignedURLs: 'true' }), 'w=10')),
  },
  ...['%ff', '%c3%28', 'a%00b', 'a%0d%0ab', '%', '%zz'].map(
    (text): Refusal => ({
      status: 403,
      code: 9426,
      what: `the text ${text} in the address`,
      provoke: async (api) => api.deliver(last(await publicUrl(api), text)),
    }),
  ),
  {
    status: 403,
    code: 9427,
    what: 'another account',
    provoke: async (api) =>
      api.deliver((await publicUrl(api)).replace(/\/[\w-]{22}\//, `/${'A'.repeat(22)}/`)),
  },
  {
    status: 403,
    code: 9429,
    what: 'options while flexible variants are off',
    provoke: async (api) => api.deliver(last(await publicUrl(api), 'w=20,f=auto')),
  },
  {
    status: 404,
    code: 9431,
    what: 'an address without a variant',
    provoke: async (api) => api.deliver((await publicUrl(api)).replace(/\/[^/]+\/public$/, '/onlyone')),
  },
  {
    status: 404,
    code: 9431,
    what: 'an address that ends in a slash',
    provoke: async (api) => api.deliver(last(await publicUrl(api), '')),
  },
]

/** The text, the header and the safety of a refusal. */
function judge(answer: Answer, { status, code }: Refusal): void {
  assert.equal(answer.status, status)
  assert.match(answer.text, new RegExp(`^ERROR ${code}: \\S[^\\n]*\\n$`))
  assert.equal(answer.headers['content-type'], 'text/plain;charset=utf-8')
  assert.equal(answer.headers['cf-images'], `err=${code}`)
  assert.equal(answer.headers['cache-control'], 'no-cache')
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
}

const cases = REFUSALS.map(
  (refusal): ConformanceCase => ({
    name: `${refusal.what} answers ${refusal.status} with ${refusal.code}`,
    needs: refusal.flexible ? ['flexible-variants'] : refusal.code === 9429 ? ['own-service'] : [],
    async run(api) {
      if (!refusal.flexible) return judge(await refusal.provoke(api), refusal)
      await api.withFlexibleVariants(async () => judge(await refusal.provoke(api), refusal))
    },
  }),
)

export const refusals: ConformanceGroup = {
  name: 'refusals of delivery',
  cases: [
    {
      name: 'every code from 9401 to 9432 that the reference names is provoked here, or it is said why not',
      needs: ['recorded-exchanges'],
      async run(api) {
        const text = readFileSync(`${api.settings.fixturesPath}/../cloudflare-images-api.md`, 'utf8')
        const section = text.slice(text.indexOf('### 6.2'), text.indexOf('## 7.'))
        const named = new Set([...section.matchAll(/\b94\d\d\b/g)].map(([code]) => Number(code)))
        const provoked = new Set(REFUSALS.map(({ code }) => code))
        const missing = [...named].filter((code) => !provoked.has(code) && !OUT_OF_REACH[code])
        assert.deepEqual(missing, [])
      },
    },
    ...cases,
    {
      name: 'a refusal to HEAD has the same headers and no body',
      async run(api) {
        const url = new URL(last(await publicUrl(api), 'nosuch'))
        const answer = await api.send(url.origin, 'HEAD', url.pathname, null)
        assert.equal(answer.status, 403)
        assert.equal(answer.headers['cf-images'], 'err=9425')
        assert.equal(answer.bytes.length, 0)
      },
    },
  ],
}
