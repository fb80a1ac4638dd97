import { timingSafeEqual } from 'node:crypto'
import { ZONE_PREFIX } from '#contract/delivery-url.ts'
import { GENERATED_ID } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { LinkAlteration, LinkCheck, LinkVerdict, ShownImage } from '#contract/signed-links.ts'
import type { RevealedSigningKey } from '#contract/signing-keys.ts'
import type { SignedLink } from './read-link.ts'
import { signatureOf } from './sign-url.ts'

/** What is known of the account when a link is checked. */
export interface LinkFacts {
  /** `null`: not known yet, then the account of the link is believed. */
  accountHash: string | null
  /** The link's image; `null` when there is none. */
  image: Image | null
  /** Names of every variant, and of those that never need a signature. */
  variants: readonly string[]
  openVariants: ReadonlySet<string>
  keys: readonly RevealedSigningKey[]
  /** Unix seconds of links minted here for this image. */
  mintedExpiries: readonly number[]
  nowMs: number
}

/** Whether a link opens, and why not. Pure; nothing is fetched. */
export function checkLink(link: SignedLink, facts: LinkFacts): LinkCheck {
  const signer = signerOf(link, facts)
  const seconds = secondsOf(link.expiry)
  return {
    imageId: link.imageId,
    image: shownImage(facts.image),
    variant: link.variant,
    keyName: signer?.keyName ?? null,
    expiresAt: seconds === null ? null : new Date(seconds * 1000).toISOString(),
    verdict: verdictOf(link, facts, signer),
  }
}

/** No more than a list shows. */
export function shownImage(image: Image | null): ShownImage | null {
  return image && { id: image.id, filename: image.filename, uploadedAt: image.uploadedAt }
}

interface Signer {
  keyName: string
  /** `null`: it covers the link as it stands. */
  alteration: LinkAlteration | null
}

function verdictOf(link: SignedLink, facts: LinkFacts, signer: Signer | null): LinkVerdict {
  const { image } = facts
  if (facts.accountHash !== null && facts.accountHash !== link.accountHash) return { kind: 'other_account' }
  if (image === null) return { kind: 'image_missing' }
  if (image.draft) return { kind: 'draft' }
  const isFlexible = link.variant.includes('=')
  if (isFlexible && image.requiresSignedUrl) return { kind: 'flexible' }
  if (!isFlexible && !facts.variants.includes(link.variant)) return { kind: 'variant_missing' }
  if (!image.requiresSignedUrl || !GENERATED_ID.test(link.imageId)) return { kind: 'not_private' }
  if (facts.openVariants.has(link.variant)) return { kind: 'open_variant' }
  if (link.signature === null) return { kind: 'missing_signature' }
  if (!isSignature(link.signature)) return { kind: 'malformed_signature' }
  if (signer === null) return { kind: 'unknown_signature' }
  if (signer.alteration !== null) return { kind: 'altered', alteration: signer.alteration }
  if (link.expiry === null) return { kind: 'valid' }
  const seconds = secondsOf(link.expiry)
  if (seconds === null) return { kind: 'malformed_expiry' }
  return { kind: seconds * 1000 > facts.nowMs ? 'valid' : 'expired' }
}

/** The key whose signature it is, and what that covers: the link first, then what people get wrong. */
function signerOf(link: SignedLink, facts: LinkFacts): Signer | null {
  const { signature } = link
  if (signature === null || !isSignature(signature)) return null
  const asItStands = messageOf(link.path, link.signedQuery)
  const candidates: [string, LinkAlteration | null][] = [
    [asItStands, null],
    ...guessesOf(link, facts).filter(([message]) => message !== asItStands),
  ]
  for (const [message, alteration] of candidates) {
    const key = facts.keys.find(({ value }) => isSame(signatureOf(message, value), signature))
    if (key !== undefined) return { keyName: key.name, alteration }
  }
  const decoded = facts.keys.find(({ value }) =>
    isSame(signatureOf(asItStands, Buffer.from(value, 'base64')), signature),
  )
  return decoded === undefined ? null : { keyName: decoded.name, alteration: { kind: 'decoded_key' } }
}

/** Messages the signature may have been made of, and what that would mean. */
function guessesOf(link: SignedLink, { variants, mintedExpiries }: LinkFacts): [string, LinkAlteration][] {
  const { path, folder, signedQuery, expiry } = link
  const isPrefixed = path.startsWith(`${ZONE_PREFIX}/`)
  const otherPath = isPrefixed ? path.slice(ZONE_PREFIX.length) : `${ZONE_PREFIX}${path}`
  return [
    ...(expiry === null ? [] : [[path, { kind: 'expiry_added' }] satisfies [string, LinkAlteration]]),
    ...variants
      .filter((name) => name !== link.variant)
      .map((name): [string, LinkAlteration] => [
        messageOf(`${folder}${encodeURIComponent(name)}`, signedQuery),
        { kind: 'variant', signedFor: name },
      ]),
    ...mintedExpiries.map((seconds): [string, LinkAlteration] => [
      messageOf(path, `exp=${seconds}`),
      {
        kind: expiry === null ? 'expiry_removed' : 'expiry_changed',
        signedFor: new Date(seconds * 1000).toISOString(),
      },
    ]),
    [messageOf(otherPath, signedQuery), { kind: 'path_prefix' }],
  ]
}

const messageOf = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)

/** Of at most 11 digits, which a date can hold. */
function secondsOf(expiry: string | null): number | null {
  return expiry !== null && /^\d{1,11}$/.test(expiry) ? Number(expiry) : null
}

function isSignature(text: string): boolean {
  return /^[\da-f]{64}$/.test(text)
}

/** Both 64 hex digits. */
function isSame(expected: string, signature: string): boolean {
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
}
