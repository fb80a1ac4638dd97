import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LinkVerdict } from '#contract/signed-links.ts'
import { signPath } from '../../conformance/harness/signature.ts'
import { checkSignature } from '../../images-service/delivery/signature.ts'
import { imageWith } from '../../library/testing/wire-page.ts'
import { checkLink, type LinkFacts } from './check-link.ts'
import { readLink } from './read-link.ts'
import { signUrl } from './sign-url.ts'

const KEY = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
const HOST = 'https://imagedelivery.net'
const ID = 'bc27a117-9509-446b-8c69-c81bfeac0a01'
const PATH = `/cheeW4oKsx5ljh8e8BoL2A/${ID}/mobile`
const WITH_EXPIRY = '72411885ee02134d38662f3e70ac8ff694f408e9d14b05125f6b022c3f403efa'
const FOR_EVER = 'f650d16a54309cc5560ccf74ba805cd33c92ba5edaa7f09abeebfaf7e3f5895e'
const EXP = 1631289275

const image = imageWith({
  id: ID,
  requiresSignedUrl: true,
  variants: ['mobile', 'open', 'public'].map((name) => ({
    name,
    url: `${HOST}/cheeW4oKsx5ljh8e8BoL2A/${ID}/${name}`,
  })),
})
const facts: LinkFacts = {
  accountHash: 'cheeW4oKsx5ljh8e8BoL2A',
  image,
  variants: ['mobile', 'open', 'public'],
  openVariants: new Set(['open']),
  keys: [
    { name: 'site', value: 'another' },
    { name: 'default', value: KEY },
  ],
  mintedExpiries: [EXP],
  nowMs: (EXP - 3600) * 1000,
}

function check(url: string, some: Partial<LinkFacts> = {}) {
  const link = readLink(url)
  if (link === null) throw new Error(`${url} is no link`)
  return checkLink(link, { ...facts, ...some })
}

test('signs as the worked examples of the reference say', () => {
  expect(signUrl(`${HOST}${PATH}`, KEY, EXP)).toBe(`${HOST}${PATH}?exp=${EXP}&sig=${WITH_EXPIRY}`)
  expect(signUrl(`${HOST}${PATH}`, KEY, null)).toBe(`${HOST}${PATH}?sig=${FOR_EVER}`)
})

test('agrees with two implementations that know nothing of this one, and reads what it signs', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9]{1,20}$/)
  const value = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  const expiry = fc.option(fc.integer({ min: EXP, max: 99_999_999_999 }))
  fc.assert(
    fc.property(fc.uuid(), name, value, expiry, (id, variant, keyValue, expiresAt) => {
      const path = `/hash/${id}/${variant}`
      const url = signUrl(`${HOST}${path}`, keyValue, expiresAt)
      expect(url).toBe(`${HOST}${signPath(path, keyValue, expiresAt ?? undefined)}`)
      const rawQuery = url.slice(url.indexOf('?') + 1)
      checkSignature({ rawPath: path, rawQuery }, [keyValue], facts.nowMs)
      const { verdict, keyName } = check(url, {
        accountHash: 'hash',
        image: { ...image, id: image.id },
        variants: [variant],
        openVariants: new Set(),
        keys: [{ name: 'k', value: keyValue }],
      })
      expect([verdict, keyName]).toEqual([{ kind: 'valid' }, 'k'])
    }),
  )
})

test('names the image as a list shows it, and no more', () => {
  const { id, filename, uploadedAt } = image
  expect(check(`${HOST}${PATH}`).image).toEqual({ id, filename, uploadedAt })
  expect(check(`${HOST}${PATH}`, { image: null }).image).toBeNull()
})

test('every altered digit, letter or parameter of a valid link is noticed', () => {
  const url = `${HOST}${PATH}?exp=${EXP}&sig=${WITH_EXPIRY}`
  const from = url.indexOf('/mobile') + 1
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: url.length - 1 }),
      fc.constantFrom(...'0123456789abcdefz'),
      (at, to) => {
        const other = `${url.slice(0, at)}${to}${url.slice(at + 1)}`
        const link = readLink(other)
        if (other === url || link === null) return
        expect(checkLink(link, facts).verdict.kind).not.toBe('valid')
      },
    ),
    { numRuns: 500 },
  )
})

const hmac = (message: string, key: string | Buffer = KEY) =>
  createHmac('sha256', key).update(message).digest('hex')
const dated = `?exp=${EXP}`
const told = new Date(EXP * 1000).toISOString()

test.each<[string, string, LinkVerdict, string | null, Partial<LinkFacts>?]>([
  ['valid', `${PATH}${dated}&sig=${WITH_EXPIRY}`, { kind: 'valid' }, 'default'],
  ['valid for ever', `${PATH}?sig=${FOR_EVER}`, { kind: 'valid' }, 'default'],
  ['parameters turned round', `${PATH}?sig=${WITH_EXPIRY}&exp=${EXP}`, { kind: 'valid' }, 'default'],
  ['expired', `${PATH}${dated}&sig=${WITH_EXPIRY}`, { kind: 'expired' }, 'default', { nowMs: EXP * 1000 }],
  [
    'a second before',
    `${PATH}${dated}&sig=${WITH_EXPIRY}`,
    { kind: 'valid' },
    'default',
    { nowMs: EXP * 1000 - 1 },
  ],
  ['key deleted', `${PATH}${dated}&sig=${WITH_EXPIRY}`, { kind: 'unknown_signature' }, null, { keys: [] }],
  ['another key', `${PATH}?sig=${hmac(PATH, 'another')}`, { kind: 'valid' }, 'site'],
  ['nobody’s key', `${PATH}?sig=${hmac(PATH, 'nobody')}`, { kind: 'unknown_signature' }, null],
  [
    'another variant',
    `${PATH.replace('mobile', 'public')}?sig=${FOR_EVER}`,
    { kind: 'altered', alteration: { kind: 'variant', signedFor: 'mobile' } },
    'default',
  ],
  [
    'expiry added',
    `${PATH}${dated}&sig=${FOR_EVER}`,
    { kind: 'altered', alteration: { kind: 'expiry_added' } },
    'default',
  ],
  [
    'expiry pushed back',
    `${PATH}?exp=${EXP + 60}&sig=${WITH_EXPIRY}`,
    { kind: 'altered', alteration: { kind: 'expiry_changed', signedFor: told } },
    'default',
  ],
  [
    'expiry cut off',
    `${PATH}?sig=${WITH_EXPIRY}`,
    { kind: 'altered', alteration: { kind: 'expiry_removed', signedFor: told } },
    'default',
  ],
  [
    'expiry pushed back, not minted here',
    `${PATH}?exp=${EXP + 60}&sig=${WITH_EXPIRY}`,
    { kind: 'unknown_signature' },
    null,
    { mintedExpiries: [] },
  ],
  [
    'the path of a custom domain, signed without its prefix',
    `/cdn-cgi/imagedelivery${PATH}?sig=${FOR_EVER}`,
    { kind: 'altered', alteration: { kind: 'path_prefix' } },
    'default',
  ],
  [
    'key decoded first',
    `${PATH}?sig=${hmac(PATH, Buffer.from(KEY, 'base64'))}`,
    { kind: 'altered', alteration: { kind: 'decoded_key' } },
    'default',
  ],
  ['no signature', PATH, { kind: 'missing_signature' }, null],
  ['signature cut', `${PATH}?sig=${FOR_EVER.slice(1)}`, { kind: 'malformed_signature' }, null],
  [
    'expiry in words',
    `${PATH}?exp=soon&sig=${hmac(`${PATH}?exp=soon`)}`,
    { kind: 'malformed_expiry' },
    'default',
  ],
  ['options', `${PATH.replace('mobile', 'width=80')}?sig=00`, { kind: 'flexible' }, null],
  ['other account', `${PATH.replace('chee', 'reed')}?sig=${FOR_EVER}`, { kind: 'other_account' }, null],
  ['image gone', `${PATH}?sig=${FOR_EVER}`, { kind: 'image_missing' }, 'default', { image: null }],
  ['variant gone', `${PATH.replace('mobile', 'gone')}?sig=00`, { kind: 'variant_missing' }, null],
  ['open variant', PATH.replace('mobile', 'open'), { kind: 'open_variant' }, null],
  ['draft', PATH, { kind: 'draft' }, null, { image: { ...image, draft: true } }],
  ['not private', PATH, { kind: 'not_private' }, null, { image: { ...image, requiresSignedUrl: false } }],
])('%s', (_name, path, verdict, keyName, some) => {
  expect(check(`${HOST}${path}`, some)).toMatchObject({ verdict, keyName, imageId: ID })
})

test.each([
  '',
  'hello',
  'ftp://a/b/c/d',
  `${HOST}/`,
  `${HOST}/only/two`,
  `${HOST}/hash//public`,
  `${HOST}/hash/%ff/public`,
  `${HOST}/hash/../public`,
])('%j is no delivery link', (text) => {
  expect(readLink(text)).toBeNull()
})

test('a text of any kind is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const link = readLink(`${HOST}/${text}`)
      if (link !== null) expect(checkLink(link, facts).verdict.kind).not.toBe('valid')
    }),
  )
})
