import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { pngOf } from '../harness/pictures.ts'
import { hero, NO_IMAGE, other } from './provocations.ts'

type Provocation = (api: Context) => Promise<Answer>
type CallOptions = NonNullable<Parameters<Context['api']>[2]>

interface Operation {
  method: string
  /** Below `/images`. */
  path: string
  options?: CallOptions
  /** The error that this very call answers on a usable account. */
  itself?: string
  others?: Readonly<Record<string, Provocation>>
}

const image = `/v1/${NO_IMAGE}`
const hyphenated =
  (method: string, options: CallOptions = {}): Provocation =>
  (api) =>
    api.api(method, '/v1/variants/my-hero', options)

const idTakenByUpload: Provocation = async (api) => {
  const id = `${api.prefix}/taken-by-upload`
  await api.tryUpload(await pngOf(8, 8), { id })
  return api.api('POST', '/v2/direct_upload', { form: [{ name: 'id', value: id }] })
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  createV1: { method: 'POST', path: '/v1', options: { form: [] } },
  createV1Variant: {
    method: 'POST',
    path: '/v1/variants',
    options: { json: { id: 'my-hero', options: hero } },
    itself: 'VariantNameNotAllowed',
  },
  createV2DirectUpload: {
    method: 'POST',
    path: '/v2/direct_upload',
    options: { json: {} },
    itself: 'InvalidUploadFormat',
    others: { ImageAlreadyExists: idTakenByUpload },
  },
  deleteV1: { method: 'DELETE', path: image, itself: 'ImageNotFound' },
  deleteV1Key: { method: 'DELETE', path: '/v1/keys/nosuchkey', itself: 'KeyNotFound' },
  deleteV1Variant: {
    method: 'DELETE',
    path: '/v1/variants/nosuchvariant',
    itself: 'VariantNotFound',
    others: { VariantNameNotAllowed: hyphenated('DELETE') },
  },
  getV1: { method: 'GET', path: image, itself: 'ImageNotFound' },
  getV1Blob: { method: 'GET', path: `${image}/blob`, itself: 'ImageNotFound' },
  getV1Stat: { method: 'GET', path: '/v1/stats' },
  getV1Variant: {
    method: 'GET',
    path: '/v1/variants/nosuchvariant',
    others: { VariantNameNotAllowed: hyphenated('GET') },
  },
  listV1Keys: { method: 'GET', path: '/v1/keys' },
  listV1Variants: { method: 'GET', path: '/v1/variants' },
  listV1s: { method: 'GET', path: '/v1' },
  listV2s: { method: 'GET', path: '/v2' },
  patchV1: { method: 'PATCH', path: image, options: { json: {} }, itself: 'ImageNotFound' },
  patchV1Variant: {
    method: 'PATCH',
    path: '/v1/variants/nosuchvariant',
    options: { json: { options: hero } },
    itself: 'VariantNotFound',
    others: { VariantNameNotAllowed: hyphenated('PATCH', { json: { options: hero } }) },
  },
  putV1Key: { method: 'PUT', path: '/v1/keys/second' },
}

/** Codes of which another source says otherwise: operation -> error -> why it is not expected. */
export const CONTRADICTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  getV1Variant: {
    VariantNotFound:
      'the same live tests noted a body without an envelope for this call, as was recorded in 2022',
  },
}

/** Operation -> name of an error -> how to get it. Every operation is refused on an account without Images. */
export const ERRORS_BY_OPERATION: Readonly<Record<string, Readonly<Record<string, Provocation>>>> =
  Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, { method, path, options = {}, itself, others }]) => [
      name,
      {
        ImagesAccessNotEnabled: (api: Context) =>
          other(api, { imagesEnabled: false }, (target) => api.api(method, path, { ...options, target })),
        ...(itself !== undefined && { [itself]: (api: Context) => api.api(method, path, options) }),
        ...others,
      },
    ]),
  )
