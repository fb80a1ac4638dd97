import * as z from 'zod'
import type { ImageId } from './image-id.ts'
import { type Image, ImageIdSchema } from './images.ts'
import { LIMITS } from './limits.ts'
import { SigningKeyName } from './signing-keys.ts'

export const SIGNED_LINK_LIMITS = {
  /** Of one request. */
  images: 1000,
  /** Longest life; `null` lives until the key is deleted. */
  expirySeconds: 10 * 365 * 24 * 3600,
  /** Of one answer. */
  listed: 200,
  linkCharacters: 4096,
} as const

/** `POST /api/signed-links`: one link for each image. */
export const MintLinksRequest = z.strictObject({
  imageIds: z.array(ImageIdSchema).min(1).max(SIGNED_LINK_LIMITS.images),
  variant: z.string().min(1).max(LIMITS.variantNameCharacters),
  keyName: SigningKeyName,
  /** ISO 8601, UTC; `null`: it never expires. */
  expiresAt: z.iso.datetime().nullable(),
})
export type MintLinksRequest = z.input<typeof MintLinksRequest>

export type MintFault = 'not_found' | 'no_variant' | 'draft' | 'unreachable'

/** `unsigned` says why a plain link is enough. */
export type MintedLink = { imageId: ImageId; url: string; unsigned: 'not_private' | 'open_variant' | null }

/** In the order asked for; every image is in one of the two lists. */
export interface MintedLinks {
  links: MintedLink[]
  failures: { imageId: ImageId; fault: MintFault }[]
  expiresAt: string | null
}

/** What is shown of an image beside its links. */
export type ShownImage = Pick<Image, 'id' | 'filename' | 'uploadedAt'>

/** What is remembered of a link: enough to know when it dies, not enough to make it again. */
export interface LinkRecord {
  id: number
  imageId: ImageId
  variant: string
  keyName: string
  mintedAt: string
  expiresAt: string | null
  /** When its key was deleted from this desk; the link is dead since. */
  keyDeletedAt: string | null
}

export const LinkRecordsQuery = z.strictObject({
  /** The `id` of the last record of the page before. */
  before: z.coerce.number().int().positive().optional(),
})

/** `GET /api/signed-links`: newest first. */
export interface LinkRecords {
  links: LinkRecord[]
  /** Those of their images that the library has, by id. */
  images: Record<string, ShownImage>
  hasMore: boolean
  /** Of links that neither expired nor lost their key. */
  aliveByKey: Record<string, number>
}

export const CheckLinkRequest = z.strictObject({
  url: z.string().trim().min(1).max(SIGNED_LINK_LIMITS.linkCharacters),
})

/** What a signature turned out to cover, when that is not the link as it stands. */
export type LinkAlteration =
  | { kind: 'variant'; signedFor: string }
  | { kind: 'expiry_added' }
  /** `signedFor`: ISO 8601, known because the link was minted here. */
  | { kind: 'expiry_changed'; signedFor: string }
  | { kind: 'expiry_removed'; signedFor: string }
  | { kind: 'path_prefix' }
  /** The key's text was base64-decoded first. */
  | { kind: 'decoded_key' }

export type LinkVerdict =
  | { kind: 'valid' }
  | { kind: 'expired' }
  | { kind: 'altered'; alteration: LinkAlteration }
  | { kind: 'unknown_signature' }
  | { kind: 'malformed_signature' }
  | { kind: 'malformed_expiry' }
  | { kind: 'missing_signature' }
  | { kind: 'flexible' }
  | { kind: 'other_account' }
  | { kind: 'image_missing' }
  | { kind: 'variant_missing' }
  | { kind: 'draft' }
  /** Both open whatever the signature says. */
  | { kind: 'not_private' }
  | { kind: 'open_variant' }

/** `POST /api/signed-links/check`. The link is asked for nowhere. */
export interface LinkCheck {
  imageId: ImageId
  /** `null`: the account has no such image. */
  image: ShownImage | null
  variant: string
  /** Name of the key that signed it; `null` when none of the account's did. */
  keyName: string | null
  expiresAt: string | null
  verdict: LinkVerdict
}
