import { expect, it } from 'vitest'
import type { Variant, VariantOptions } from '#contract/variants.ts'
import { largestRendition } from './renditions.ts'

function variant(name: string, options: Partial<VariantOptions>): Variant {
  return {
    name,
    neverRequiresSignedUrl: false,
    options: {
      fit: 'scale-down',
      width: null,
      height: null,
      metadata: 'none',
      blur: null,
      browserTtlSeconds: null,
      ...options,
    },
  }
}
const VARIANTS = [
  variant('big', { width: 3000, height: 3000 }),
  variant('blurred', { width: 9000, blur: 20 }),
  variant('cropped', { fit: 'cover', width: 8000, height: 8000 }),
  variant('padded', { fit: 'pad', width: 8000, height: 8000 }),
  variant('public', { width: 1366, height: 768 }),
  variant('wide', { fit: 'contain', width: 5000, height: 500 }),
]
const link = (name: string) => ({ name, url: `https://host/${name}` })
const ALL = VARIANTS.map(({ name }) => link(name))

it.each<[string, ReturnType<typeof largestRendition>, string | null]>([
  ['the largest box', largestRendition(ALL, VARIANTS, null), 'big'],
  ['a flat picture fits a flat box', largestRendition(ALL, VARIANTS, { width: 9000, height: 600 }), 'wide'],
  [
    'all show a small picture whole: public',
    largestRendition(ALL, VARIANTS, { width: 600, height: 400 }),
    'public',
  ],
  ['only what the image has', largestRendition([link('public'), link('blurred')], VARIANTS, null), 'public'],
  ['variants unknown: public', largestRendition(ALL, null, null), 'public'],
  ['nothing whole', largestRendition([link('cropped'), link('blurred')], VARIANTS, null), null],
  ['a link of a variant made meanwhile', largestRendition([link('newest')], VARIANTS, null), null],
])('%s', (_what, url, expected) => {
  expect(url).toBe(expected === null ? null : `https://host/${expected}`)
})
