import sharp from 'sharp'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { gifHead, pngOf } from '../harness/pictures.ts'
import { WireDirectUpload } from '../harness/wire.ts'

export const NO_IMAGE = '00000000-0000-4000-8000-000000000000'
const UUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
export const hero = { fit: 'cover', width: 10, height: 10, metadata: 'none' }

const base = (api: Context): URL => new URL(api.settings.target.apiBaseUrl)
const imagesPath = (api: Context): string =>
  `${base(api).pathname}/accounts/${api.settings.target.accountId}/images`

async function publicUrl(api: Context, fields: Record<string, string> = {}): Promise<string> {
  const image = await api.upload(await pngOf(8, 8), fields)
  return image.variants.find((url) => url.endsWith('/public')) ?? ''
}

/** One request each that must be refused; what it answers is for the caller to judge. */
export const provoke = {
  partWithoutType: async (api: Context) =>
    api.api('POST', '/v1', { form: [{ name: 'file', value: await pngOf(8, 8), filename: 'a.png' }] }),
  partWithoutTypeToUploadUrl: async (api: Context) => {
    const made = api.result(await api.api('POST', '/v2/direct_upload', { form: [] }), WireDirectUpload)
    api.remember(made.id)
    const { origin } = new URL(made.uploadURL)
    const form = [{ name: 'file', value: await pngOf(8, 8), filename: 'a.png' }]
    return api.send(origin, 'POST', made.uploadURL.slice(origin.length), null, { form })
  },
  customId: async (api: Context, id: string) => api.tryUpload(await pngOf(8, 8), { id }),
  uuidAsCustomId: (api: Context) => provoke.customId(api, UUID),
  privateCustomId: async (api: Context) =>
    api.tryUpload(await pngOf(8, 8), { id: `${api.prefix}/private`, requireSignedURLs: 'true' }),
  cutWebp: async (api: Context) => {
    const noise = Buffer.from(Array.from({ length: 120 * 120 * 3 }, (_, at) => (at * 7919) % 251))
    const whole = await sharp(noise, { raw: { width: 120, height: 120, channels: 3 } })
      .webp()
      .toBuffer()
    return api.tryUpload(whole.subarray(0, whole.length / 2), {}, 'cut.webp', 'image/webp')
  },
  longAnimation: (api: Context) => api.tryUpload(gifHead(1000, 1000, 101), {}, 'long.gif', 'image/gif'),
  noStorage: (api: Context) =>
    other(api, { allowedImages: 0 }, async (target) =>
      api.api('POST', '/v1', {
        target,
        form: [{ name: 'file', value: await pngOf(8, 8), filename: 'a.png', contentType: 'image/png' }],
      }),
    ),
  missingImage: (api: Context) => api.api('GET', `/v1/${NO_IMAGE}`),
  unknownVariantOnDelivery: async (api: Context) =>
    api.deliver((await publicUrl(api)).replace(/public$/, 'nosuch')),
  wrongSignature: async (api: Context) =>
    api.deliver(`${await publicUrl(api, { requireSignedURLs: 'true' })}?sig=${'0'.repeat(64)}`),
  missingOnDelivery: async (api: Context) =>
    api.deliver((await publicUrl(api)).replace(/[^/]+\/public$/, `${NO_IMAGE}/public`)),
  malformedToken: (api: Context) =>
    api.api('GET', '/v1/stats', { token: null, headers: { authorization: 'Bearer "quoted"' } }),
  unknownToken: (api: Context) => api.api('GET', '/v1/stats', { token: 'unknown-token-of-nobody' }),
  unknownTokenForAccounts: (api: Context) =>
    api.send(
      base(api).origin,
      'GET',
      `${base(api).pathname}/accounts/${api.settings.target.accountId}`,
      'unknown-token-of-nobody',
    ),
  tokenWithoutPermission: (api: Context) =>
    other(api, {}, (target) => api.api('GET', '/v1/stats', { target, token: target.powerlessToken })),
  verifyBadToken: (api: Context) =>
    api.send(base(api).origin, 'GET', `${base(api).pathname}/user/tokens/verify`, 'unknown-token-of-nobody'),
  rateLimited: (api: Context) =>
    other(api, { rateLimit: { requests: 0, windowSeconds: 60 } }, (target) =>
      api.api('GET', '/v1/stats', { target }),
    ),
  wrongFit: (api: Context) =>
    api.api('POST', '/v1/variants', { json: { id: 'x', options: { ...hero, fit: 'xxx' } } }),
  takenVariant: (api: Context) => api.api('POST', '/v1/variants', { json: { id: 'public', options: hero } }),
  variantWithoutOptions: (api: Context) => api.api('POST', '/v1/variants', { json: { id: 'x' } }),
  cutForm: async (api: Context) => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nabc'
    return api.api('POST', '/v1', {
      rawBody: body,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
  },
  rawUpload: (api: Context) =>
    api.send(base(api).origin, 'POST', `${imagesPath(api)}/v1`, api.settings.target.apiToken, {
      rawBody: 'bytes',
      headers: { 'content-type': 'image/png' },
    }),
} as const

/** The answer that a second service gives to one request. */
export async function other(
  api: Context,
  wishes: Parameters<Context['withAnother']>[0],
  ask: (target: Parameters<Parameters<Context['withAnother']>[1]>[0]) => Promise<Answer>,
): Promise<Answer> {
  const answers: Answer[] = []
  await api.withAnother(wishes, async (target) => {
    answers.push(await ask(target))
  })
  const [answer] = answers
  if (answer === undefined) throw new Error('nothing was answered')
  return answer
}
