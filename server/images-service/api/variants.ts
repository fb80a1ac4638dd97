import * as z from 'zod'
import { faults, sendResult } from '../http/envelope.ts'
import { storageFault } from '../http/multipart.ts'
import { VARIANT_FITS, type VariantRow } from '../model.ts'
import type { ApiContext, ApiRequest } from './context.ts'
import { readJson } from './json-body.ts'

const MAX_VARIANTS = 100
/** Letters and digits, 99 at most; a live test got 5400 for names with hyphens. */
const NAME = /^[a-zA-Z0-9]{1,99}$/

const side = z.number().int().min(1).max(12_000)
const Options = z
  .object({
    fit: z.enum(VARIANT_FITS, {
      error: ({ input }) =>
        `'${String(input)}' is not a supported fit mode. Use 'cover', 'contain' or 'scale-down'`,
    }),
    width: side.optional(),
    height: side.optional(),
    metadata: z.enum(['keep', 'copyright', 'none']).optional(),
    blur: z.number().int().min(1).max(250).optional(),
    browser_ttl: z.number().int().min(3600).max(31_536_000).optional(),
  })
  .refine(
    (options) => options.width !== undefined || options.height !== undefined,
    'width or height is needed',
  )

const CreateBody = z.object({
  id: z.string(),
  options: Options,
  neverRequireSignedURLs: z.boolean().optional(),
})
const EditBody = z.object({ options: Options, neverRequireSignedURLs: z.boolean().optional() })

/** `GET /v1/variants`: a map, as recorded. */
export function listVariants({ res }: ApiRequest, context: ApiContext): void {
  const variants = context.account.variants()
  sendResult(res, { variants: Object.fromEntries(variants.map((variant) => [variant.id, variant])) })
}

/** `GET /v1/variants/{id}`, nested, or flat. An unknown one answers plain text, as a live test of 2026 saw. */
export function getVariant(
  id: string,
  shape: 'nested' | 'flat',
  { res }: ApiRequest,
  context: ApiContext,
): void {
  checkName(id)
  const variant = context.account.variant(id)
  if (variant !== null) {
    sendResult(res, shape === 'flat' ? variant : { variant })
    return
  }
  const body = 'variant not found'
  res.writeHead(404, {
    'content-type': 'text/plain;charset=utf-8',
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
  })
  res.end(body)
}

/** `POST /v1/variants`. @throws ApiFault 5400, 5409 */
export async function createVariant({ req, res }: ApiRequest, context: ApiContext): Promise<void> {
  const body = await readJson(req, CreateBody)
  checkName(body.id)
  if (context.account.variant(body.id) !== null) throw faults.exists()
  if (context.account.variants().length >= MAX_VARIANTS) throw faults.serviceLimit(MAX_VARIANTS)
  const variant = variantOf(body.id, body.options, body.neverRequireSignedURLs ?? false)
  put(variant, context)
  sendResult(res, { variant })
}

/** `PATCH /v1/variants/{id}`: `options` is replaced whole (merge or replace is unknown; the schema requires it). */
export async function editVariant(id: string, { req, res }: ApiRequest, context: ApiContext): Promise<void> {
  checkName(id)
  const body = await readJson(req, EditBody)
  const before = context.account.variant(id)
  if (before === null) throw faults.variantNotFound()
  const variant = variantOf(id, body.options, body.neverRequireSignedURLs ?? before.neverRequireSignedURLs)
  put(variant, context)
  context.purge()
  sendResult(res, { variant })
}

/** `DELETE /v1/variants/{id}`. `public` cannot be removed (documented; its code is unknown: 5400). */
export function deleteVariant(id: string, { res }: ApiRequest, context: ApiContext): void {
  checkName(id)
  if (id === 'public') throw faults.badRequest("variant 'public' cannot be deleted")
  if (!context.account.removeVariant(id)) throw faults.variantNotFound()
  context.purge()
  sendResult(res, {})
}

/** A live test got 5400 for such names from every call that takes one. */
function checkName(name: string): void {
  if (!NAME.test(name)) throw faults.badRequest(`variant name '${name.slice(0, 120)}' is not allowed`)
}

function put(variant: VariantRow, context: ApiContext): void {
  try {
    context.account.putVariant(variant)
  } catch (error) {
    throw storageFault(error) ?? error
  }
}

function variantOf(
  id: string,
  options: z.output<typeof Options>,
  neverRequireSignedURLs: boolean,
): VariantRow {
  const { fit, width, height, metadata = 'none', blur, browser_ttl } = options
  return {
    id,
    options: {
      fit,
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      metadata,
      ...(blur !== undefined && { blur }),
      ...(browser_ttl !== undefined && { browser_ttl }),
    },
    neverRequireSignedURLs,
  }
}
