import type { LinkAlteration, LinkVerdict, MintFault } from '#contract/signed-links.ts'
import { formatNumber } from '../format.ts'

const links = (n: number) => (n === 1 ? '1 link' : `${formatNumber(n)} links`)

/** Words of making, listing and checking signed links, and of the way to a new key. */
export const signedLinks = {
  tabsLabel: 'Signing keys and links',
  tabs: {
    keys: 'Keys',
    mint: 'Make links',
    made: 'Links made here',
    check: 'Check a link',
    rotate: 'Change a key',
  },
  mint: {
    intro:
      'A signed link opens a private picture for whoever has it, until it expires or its key is deleted.',
    find: 'Find private images',
    findHint: 'Words and filters as in the library.',
    found: 'Private images found',
    noneFound: 'No private image matches.',
    chosen: (n: number) => (n === 1 ? '1 image chosen' : `${formatNumber(n)} images chosen`),
    chosenLabel: 'Chosen images',
    chosenMore: (n: number) => `and ${formatNumber(n)} more`,
    leaveOut: (name: string) => `Leave out ${name}`,
    needsNone: 'Not private: opens without a signature.',
    chooseShown: 'Choose all shown',
    clear: 'Choose none',
    variant: 'Variant',
    openVariant: (name: string) => `${name} (needs no signature)`,
    key: 'Key',
    expiry: 'Expires',
    expiries: {
      hour: 'In 1 hour',
      day: 'In 1 day',
      week: 'In 7 days',
      month: 'In 30 days',
      year: 'In 1 year',
      date: 'At a date and time',
      never: 'Never',
    },
    when: 'Date and time',
    whenHint: 'In your time zone.',
    noDate: 'Choose a date and time.',
    past: 'This time is over already. Choose a later one.',
    neverWarning:
      'It opens the picture for ever. The only way to stop it is to delete its key, and with it every other link of that key.',
    make: (n: number) => (n > 1 ? `Make ${links(n)}` : 'Make link'),
    chooseFirst: 'Choose an image first.',
    tooMany: (n: number) => `Choose ${formatNumber(n)} images at most.`,
    madeTitle: (n: number) => `${links(n)} made`,
    madeBody: 'Copy them before you leave: they are not kept, only that they were made.',
    until: (when: string) => `They expire on ${when}.`,
    forEver: 'They never expire.',
    madeMore: (n: number) => `${formatNumber(n)} more are in the CSV and in Copy all.`,
    copyOne: (name: string) => `Copy the link of ${name}`,
    copyAll: 'Copy all',
    copied: 'Copied',
    qrOf: (name: string) => `QR code of the link of ${name}`,
    qrTitle: (name: string) => `Link of ${name}`,
    csv: 'Download CSV',
    csvName: 'signed-links.csv',
    unsigned: {
      not_private: 'Not private: opens without a signature, and does not expire.',
      open_variant: 'This variant needs no signature, and the link does not expire.',
    },
    failed: 'No link',
    faults: {
      not_found: 'The image is gone, or has a new id.',
      no_variant: 'The image does not have this variant.',
      draft: 'Nothing was uploaded to this draft yet.',
      unreachable: 'The Images API did not answer. Try again.',
    } satisfies Record<MintFault, string>,
  },
  made: {
    intro: 'When the links made on this desk die. The links themselves are not kept.',
    none: 'No signed link was made here yet.',
    image: 'Image',
    variant: 'Variant',
    key: 'Key',
    made: 'Made',
    dies: 'Dies',
    label: 'Signed links made here',
    never: 'never, while its key is there',
    expired: (when: string) => `expired ${when}`,
    keyDeleted: (when: string) => `dead: its key was deleted ${when}`,
    more: 'Show more',
    notThere: 'not in the library',
    facts: (variant: string, key: string, made: string) => `${variant}, key ${key}, made ${made}`,
  },
  check: {
    intro: 'Paste a link to see what it opens, until when, or why not. The link itself is not opened.',
    url: 'Link',
    action: 'Check link',
    empty: 'Paste a link first.',
    image: 'Image',
    variant: 'Variant',
    key: 'Signed with key',
    noKey: 'none of this account',
    expires: 'Expires',
    never: 'never',
    result: 'Result',
  },
} as const

interface VerdictTimes {
  /** As `3 hours ago`; `null` for a link that never expires. */
  expires: string | null
  /** A moment, as people read it. */
  at: (iso: string) => string
}

/** What a verdict means, and what to do, in one or two sentences. */
export function verdictWords(verdict: LinkVerdict, { expires, at }: VerdictTimes): string {
  switch (verdict.kind) {
    case 'valid':
      return expires === null
        ? 'Valid. It opens the picture, and never expires.'
        : `Valid. It opens the picture and expires ${expires}.`
    case 'expired':
      return `It expired ${expires ?? ''}. Make a new link.`
    case 'altered':
      return alterationWords(verdict.alteration, at)
    case 'unknown_signature':
      return 'No key of this account made this signature: its key was deleted, it belongs to another account, or the link was changed.'
    case 'malformed_signature':
      return 'The signature is cut off or mistyped: it must be 64 digits and letters from a to f.'
    case 'malformed_expiry':
      return 'The expiry is no Unix time in seconds. Make a new link.'
    case 'missing_signature':
      return 'The image is private and the link has no signature. Make a signed link.'
    case 'flexible':
      return 'The image is private, and links with options cannot be signed. Use a named variant.'
    case 'other_account':
      return 'It belongs to another account. Its owner has to check it.'
    case 'image_missing':
      return 'There is no such image: it was deleted, or became private or public since and has a new id.'
    case 'variant_missing':
      return 'The account has no such variant any more.'
    case 'draft':
      return 'Nothing was uploaded to this draft yet.'
    case 'not_private':
      return 'It opens: the image is not private. Signature and expiry are not looked at.'
    case 'open_variant':
      return 'It opens: this variant never needs a signature. Signature and expiry are not looked at.'
  }
}

function alterationWords(alteration: LinkAlteration, at: VerdictTimes['at']): string {
  switch (alteration.kind) {
    case 'variant':
      return `The path was changed: it was signed for the variant ${alteration.signedFor}.`
    case 'expiry_added':
      return 'An expiry was added after signing. Sign the link with it.'
    case 'expiry_changed':
      return `The expiry was changed: it was signed to expire on ${at(alteration.signedFor)}.`
    case 'expiry_removed':
      return `The expiry was removed: it was signed to expire on ${at(alteration.signedFor)}.`
    case 'path_prefix':
      return 'The path was changed: it was signed with, or without, /cdn-cgi/imagedelivery.'
    case 'decoded_key':
      return 'The key was decoded from base64 before signing. Use its text as it is.'
  }
}
