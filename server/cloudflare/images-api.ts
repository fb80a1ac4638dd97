import type { Readable } from 'node:stream'
import type { CallClass, EditAccountSwitches } from '#contract/account.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { DirectUpload, Image, ImagePage, Metadata } from '#contract/images.ts'
import type { RevealedSigningKey } from '#contract/signing-keys.ts'
import type { Variant, VariantOptions } from '#contract/variants.ts'

/** Who asks, and until when the answer matters. `person` is the key for fair shares. */
export interface CallContext {
  callClass: CallClass
  person: string
  signal?: AbortSignal
  /** Called when the budget has let the call out; again for each new attempt. */
  onSent?: () => void
  /** One of many: over the batch lane, where it is open and has the call. */
  prefersBatch?: boolean
}

/** A form with the one part `file`, passed on byte for byte: from the boundary that opens the part to the end. */
export interface UploadBody {
  boundary: string
  sizeBytes: number
  stream: Readable
}

export interface NewImageFields {
  id?: ImageId
  metadata?: Metadata
  creator?: string
  requiresSignedUrl?: boolean
}

/** Images whose metadata has one of `values`, as a string, at `path`. */
export interface MetadataFilter {
  /** One to five names of letters, digits and `_`. */
  path: readonly string[]
  /** One to ten; several of them without `|`. */
  values: readonly string[]
}

/** The original bytes as they arrive; the caller consumes or destroys `stream`. */
export interface OriginalFile {
  contentType: string
  sizeBytes: number | null
  stream: Readable
}

/** A page of the v2 list that nobody has read yet (`readListPage` does). */
export interface RawListPage {
  /** In a buffer of its own: it may be transferred to another thread. At most 16 MB. */
  body: Uint8Array<ArrayBuffer>
  /** When it was asked for, after waiting for the budget; ms since 1970. */
  requestedAt: number
}

/** The Images API of one account: one function per endpoint. Every call passes the budget keeper and throws `UpstreamError`. */
export interface ImagesApi {
  listImages(
    query: {
      cursor?: string
      limit: number
      order: 'newest' | 'oldest'
      creator?: string
      metadata?: readonly MetadataFilter[]
    },
    context: CallContext,
  ): Promise<ImagePage>
  /** Tried once: whoever reads the whole listing has a patience of its own. */
  listRawPage(
    query: { cursor: string | null; limit: number; order: 'newest' | 'oldest' },
    context: CallContext,
  ): Promise<RawListPage>
  getImage(id: ImageId, context: CallContext): Promise<Image>
  /** The upstream's own record of it: JSON as it came, with what we have no word for. */
  getRecord(id: ImageId, context: CallContext): Promise<Record<string, unknown>>
  editImage(
    id: ImageId,
    change: { metadata?: Metadata; creator?: string; requiresSignedUrl?: boolean },
    context: CallContext,
  ): Promise<Image>
  deleteImage(id: ImageId, context: CallContext): Promise<void>
  uploadImage(body: UploadBody, fields: NewImageFields, context: CallContext): Promise<Image>
  /** To the one-time URL of a draft, without the token and outside the budget. */
  uploadToDraft(uploadUrl: string, body: UploadBody, context: CallContext): Promise<Image>
  uploadImageByUrl(url: string, fields: NewImageFields, context: CallContext): Promise<Image>
  createDirectUpload(
    fields: NewImageFields & { expiresInSeconds: number },
    context: CallContext,
  ): Promise<DirectUpload>
  /** Calls with `prefersBatch` cost the budget nothing now. */
  batchLaneIsOpen(): boolean
  getOriginal(id: ImageId, context: CallContext): Promise<OriginalFile>
  getStats(context: CallContext): Promise<{ storedImages: number; allowedImages: number }>
  listVariants(context: CallContext): Promise<Variant[]>
  getVariant(name: string, context: CallContext): Promise<Variant>
  createVariant(variant: Variant, context: CallContext): Promise<Variant>
  /**
   * All options are sent; those that are not set are left out, for the schema has no word for "none". Whether the API
   * then keeps them is not documented: `clears` sends `null` for them.
   */
  editVariant(
    name: string,
    change: { options: VariantOptions; neverRequiresSignedUrl: boolean; clears?: boolean },
    context: CallContext,
  ): Promise<Variant>
  deleteVariant(name: string, context: CallContext): Promise<void>
  /** What the answer holds is not documented, so nothing is read from it. */
  editAccountSwitches(change: EditAccountSwitches, context: CallContext): Promise<void>
  /** Values included: they stay on the server. */
  listSigningKeys(context: CallContext): Promise<RevealedSigningKey[]>
  createSigningKey(name: string, context: CallContext): Promise<RevealedSigningKey[]>
  deleteSigningKey(name: string, context: CallContext): Promise<RevealedSigningKey[]>
}
